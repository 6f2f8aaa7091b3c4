import { parseGoDuration } from "@emojivoto/shared/config/go-duration.ts";
import { maxRatePerSecond } from "./rate-limits.ts";
import { type Stage, validateStages } from "./stages.ts";

/** Reads `30s:10,2m:100,30s:0`; undefined where `faultsOfStages` has something to say. */
export function parseStages(text: string): readonly Stage[] | undefined {
  const { stages, faults } = readStages(text);
  return faults.length === 0 ? stages : undefined;
}

/** Everything that is wrong with stages as they are written, a line each. */
export function faultsOfStages(text: string): readonly string[] {
  return readStages(text).faults;
}

function readStages(text: string): { readonly stages: readonly Stage[]; readonly faults: readonly string[] } {
  const stages: Stage[] = [];
  const faults: string[] = [];
  for (const [index, part] of text.split(",").entries()) {
    const stage = readStage(part.trim(), (fault) => faults.push(`stage ${index + 1}: ${fault}`));
    if (stage !== undefined) stages.push(stage);
  }
  return { stages, faults: faults.length > 0 ? faults : validateStages(stages) };
}

function readStage(text: string, tellFault: (fault: string) => void): Stage | undefined {
  const [, duration, rate] = /^([^:]*):([^:]*)$/.exec(text) ?? [];
  if (duration === undefined || rate === undefined) {
    tellFault(`expected a duration and a rate like \`30s:10\`, got \`${text}\``);
    return undefined;
  }
  const durationMs = parseGoDuration(duration.trim());
  if (durationMs === undefined) tellFault(`expected a duration like \`30s\` or \`2m\`, got \`${duration}\``);
  const ratePerSecond = parseRate(rate.trim());
  if (ratePerSecond === undefined) {
    tellFault(`expected a rate from 0 to ${maxRatePerSecond} visits a second, got \`${rate}\``);
  }
  return durationMs === undefined || ratePerSecond === undefined ? undefined : { durationMs, ratePerSecond };
}

function parseRate(text: string): number | undefined {
  const ratePerSecond = Number(text);
  return /^\d+(?:\.\d+)?$/.test(text) && ratePerSecond <= maxRatePerSecond ? ratePerSecond : undefined;
}
