import { otlpEnvironmentFaults } from "./otlp-environment.ts";
import { otlpProtocols } from "../export/otlp-exporters.ts";
import { propagatorFaults } from "./propagator.ts";
import { samplerFaults } from "./sampler.ts";

type Environment = Record<string, string | undefined>;

const exporters = ["otlp", "console", "none"] as const;

/** What is wrong with the OTEL_* variables, a line each: a bad one must not silently lose every trace. */
export function environmentFaults(env: Environment): string[] {
  const signals = ["TRACES", "METRICS", "LOGS"];
  return [
    ...otlpEnvironmentFaults(env),
    ...["", ...signals.map((signal) => `_${signal}`)].flatMap((signal) =>
      choiceFaults(env, `OTEL_EXPORTER_OTLP${signal}_PROTOCOL`, otlpProtocols),
    ),
    ...signals.flatMap((signal) => choiceFaults(env, `OTEL_${signal}_EXPORTER`, exporters)),
    ...propagatorFaults(env),
    ...samplerFaults(env),
  ];
}

function choiceFaults(env: Environment, name: string, choices: readonly string[]): string[] {
  const value = env[name];
  return !value || choices.includes(value) ? [] : [`${name}: expected one of ${choices.join(", ")}, got \`${value}\``];
}
