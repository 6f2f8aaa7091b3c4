import { parseGoDuration } from "@emojivoto/shared/config/go-duration.ts";

/** Milliseconds of a Go duration, or `auto`; undefined for anything else. */
export function parseWarmup(text: string): number | "auto" | undefined {
  return text === "auto" ? text : parseGoDuration(text);
}

const mostAutoMs = 10_000;

/** What `auto` comes to: a third of the run and at most 10 s, by when Node has compiled what is often called. */
export function autoWarmupMs(runTimeMs: number): number {
  return Number.isFinite(runTimeMs) ? Math.min(mostAutoMs, runTimeMs / 3) : 0;
}
