import { parseGoDuration } from "@emojivoto/shared/config/go-duration.ts";

/** The milliseconds that a flag says. Throws an error that names the flag and what it got. */
export function durationFlag(name: string, text: string): number {
  const durationMs = parseGoDuration(text);
  if (durationMs === undefined) throw new Error(`--${name}: expected a duration like \`60s\`, got \`${text}\``);
  return durationMs;
}
