import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace";

type Environment = Record<string, string | undefined>;

const roots: Record<string, (ratio: number) => Sampler> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
};
const parentBased = "parentbased_";
const samplerNames = Object.keys(roots).flatMap((name) => [name, `${parentBased}${name}`]);

/** The sampler that OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG (a share, 1 unless told) name. */
export function createSampler(env: Environment): Sampler {
  const name = env["OTEL_TRACES_SAMPLER"] || "parentbased_always_on";
  const root = roots[name.replace(parentBased, "")];
  if (root === undefined) throw new Error(`no sampler ${name}`);
  const sampler = root(Number(env["OTEL_TRACES_SAMPLER_ARG"] || 1));
  return name.startsWith(parentBased) ? new ParentBasedSampler({ root: sampler }) : sampler;
}

/** What is wrong with the two variables, a line each. */
export function samplerFaults(env: Environment): string[] {
  const { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument } = env;
  const faults: string[] = [];
  if (name && !samplerNames.includes(name)) {
    faults.push(`OTEL_TRACES_SAMPLER: expected one of ${samplerNames.join(", ")}, got \`${name}\``);
  }
  const ratio = Number(argument);
  // The other samplers have no argument, and the specification has them ignore one.
  if (argument && name?.endsWith("traceidratio") && !(ratio >= 0 && ratio <= 1)) {
    faults.push(`OTEL_TRACES_SAMPLER_ARG: expected a number 0-1, got \`${argument}\``);
  }
  return faults;
}
