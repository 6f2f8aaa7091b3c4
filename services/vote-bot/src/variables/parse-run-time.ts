import { parseGoDuration } from "@emojivoto/shared/config/go-duration.ts";

/** The longest delay that Node's timers keep. */
const maxTimerMs = 2_147_483_647;

/** Milliseconds of upstream's TTL, which is in whole seconds, or of a Go duration; undefined when it is neither. */
export function parseRunTime(text: string): number | undefined {
  const runTimeMs = /^\d+$/.test(text) ? Number(text) * 1_000 : parseGoDuration(text);
  return runTimeMs !== undefined && runTimeMs <= maxTimerMs ? runTimeMs : undefined;
}
