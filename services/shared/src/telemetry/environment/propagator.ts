import type { TextMapPropagator } from "@opentelemetry/api";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";

type Environment = Record<string, string | undefined>;

// Each of b3, b3multi and jaeger is loaded when it is asked for.
const propagators: Record<string, () => Promise<TextMapPropagator>> = {
  tracecontext: async () => new W3CTraceContextPropagator(),
  baggage: async () => new W3CBaggagePropagator(),
  b3: () => createB3("SINGLE_HEADER"),
  b3multi: () => createB3("MULTI_HEADER"),
  jaeger: async () => new (await import("@opentelemetry/propagator-jaeger")).JaegerPropagator(),
};

/** What sends the context of a trace along and reads it, in the formats of OTEL_PROPAGATORS; `none` for neither. */
export async function createPropagator(env: Environment): Promise<TextMapPropagator> {
  const names = namesOf(env).filter((name) => name !== "none");
  return new CompositePropagator({ propagators: await Promise.all(names.map((name) => propagators[name]!())) });
}

/** What is wrong with OTEL_PROPAGATORS, a line for each unknown name. */
export function propagatorFaults(env: Environment): string[] {
  const known = [...Object.keys(propagators), "none"];
  return namesOf(env)
    .filter((name) => !known.includes(name))
    .map((name) => `OTEL_PROPAGATORS: expected any of ${known.join(", ")}, got \`${name}\``);
}

function namesOf({ OTEL_PROPAGATORS: list }: Environment): string[] {
  const names = (list || "tracecontext,baggage").split(",").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/** It reads both of B3's forms whichever it writes. */
async function createB3(encoding: "SINGLE_HEADER" | "MULTI_HEADER"): Promise<TextMapPropagator> {
  const { B3Propagator, B3InjectEncoding } = await import("@opentelemetry/propagator-b3");
  return new B3Propagator({ injectEncoding: B3InjectEncoding[encoding] });
}
