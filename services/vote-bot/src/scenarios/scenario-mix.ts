import type { Draw } from "../draw.ts";

/** The scenarios there are; each has its file here and its line in `create-scenarios.ts`. */
export const scenarioNames = ["classic", "auth"] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** Scenarios with their shares of the visits. */
export type ScenarioMix = readonly { readonly name: ScenarioName; readonly weight: number }[];

/** Reads `classic` or `classic=3,auth=1`; undefined when it is neither. */
export function parseScenarioMix(text: string): ScenarioMix | undefined {
  const mix = text.split(",").map((part) => {
    const [, word, weight = "1"] = /^\s*(\w+)\s*(?:=\s*(\d+(?:\.\d+)?)\s*)?$/.exec(part) ?? [];
    const name = scenarioNames.find((known) => known === word);
    return name && { name, weight: Number(weight) };
  });
  const known = mix.filter((entry) => entry !== undefined);
  const isUsable = known.length === mix.length && totalWeight(known) > 0;
  const isTwice = new Set(known.map(({ name }) => name)).size < known.length;
  return isUsable && !isTwice ? known.filter(({ weight }) => weight > 0) : undefined;
}

/** The scenario of a visit, by weight. */
export function pickScenario(draw: Draw, mix: ScenarioMix): ScenarioName {
  let left = draw("scenario") * totalWeight(mix);
  for (const { name, weight } of mix) {
    left -= weight;
    if (left < 0) return name;
  }
  throw new RangeError("a scenario mix has at least one scenario");
}

/** Whether a visit of this mix may need a token. */
export function signsIn(mix: ScenarioMix): boolean {
  return mix.some(({ name }) => name === "auth");
}

function totalWeight(mix: ScenarioMix): number {
  return mix.reduce((total, { weight }) => total + weight, 0);
}
