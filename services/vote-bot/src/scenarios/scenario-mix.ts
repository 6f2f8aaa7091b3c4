import type { Draw } from "./draw.ts";

/** The scenarios there are; each has its file here and its line in `create-scenarios.ts`. */
const scenarioNames = ["classic", "browse", "auth", "grpc"] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** Scenarios, by name or by the path of a user's own, with their shares of the visits. */
export type ScenarioMix = readonly { readonly name: string; readonly weight: number }[];

/** What `parseScenarioMix` reads, for the message when it is something else. */
export const scenarioMixForm = `${scenarioNames.map((name) => `\`${name}\``).join(", ")}, a file like \`./my.ts\`, or weights like \`classic=3,./my.ts=1\``;

/** Reads `classic`, `./my.ts` or `classic=3,./my.ts=1`; undefined when it is none of them. */
export function parseScenarioMix(text: string): ScenarioMix | undefined {
  const mix = text.split(",").map((part) => {
    const [, name = "", weight = "1"] = /^\s*([^\s=](?:[^=]*[^\s=])?)\s*(?:=\s*(\d+(?:\.\d+)?)\s*)?$/.exec(part) ?? [];
    return isScenarioName(name) || isScenarioFile(name) ? { name, weight: Number(weight) } : undefined;
  });
  const known = mix.filter((entry) => entry !== undefined);
  const total = totalWeight(known);
  const isUsable = known.length === mix.length && total > 0 && Number.isFinite(total);
  const isTwice = new Set(known.map(({ name }) => name)).size < known.length;
  return isUsable && !isTwice ? known.filter(({ weight }) => weight > 0) : undefined;
}

/** The scenario of a visit, by weight. */
export function pickScenario(draw: Draw, mix: ScenarioMix): string {
  let left = draw("scenario") * totalWeight(mix);
  for (const { name, weight } of mix) {
    left -= weight;
    if (left < 0) return name;
  }
  throw new RangeError("a scenario mix has at least one scenario");
}

/** Whether a visit of this mix needs a token. */
export function signsIn(mix: ScenarioMix): boolean {
  return mix.some(({ name }) => name === "auth");
}

/** Whether visits of this mix go straight to voting; they sign in where there are credentials. */
export function callsVoting(mix: ScenarioMix): boolean {
  return mix.some(({ name }) => name === "grpc");
}

export function isScenarioName(name: string): name is ScenarioName {
  return scenarioNames.some((known) => known === name);
}

/** What looks like a path to a module; whether it is there is seen when it is loaded. */
function isScenarioFile(name: string): boolean {
  return name.includes("/") || /\.[cm]?[jt]s$/.test(name);
}

function totalWeight(mix: ScenarioMix): number {
  return mix.reduce((total, { weight }) => total + weight, 0);
}
