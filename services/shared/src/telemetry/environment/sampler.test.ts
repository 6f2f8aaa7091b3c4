import { ROOT_CONTEXT, SpanKind, trace, TraceFlags } from "@opentelemetry/api";
import { SamplingDecision } from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { createSampler } from "./sampler.ts";

const traceId = `${"0".repeat(16)}ffffffffffffffff`;

function isSampled(env: Record<string, string>, parentFlags?: TraceFlags): boolean {
  const parent = { traceId, spanId: "00f067aa0ba902b7", isRemote: true, traceFlags: parentFlags ?? TraceFlags.NONE };
  const context = parentFlags === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  const { decision } = createSampler(env).shouldSample(context, traceId, "visit", SpanKind.INTERNAL, {}, []);
  return decision === SamplingDecision.RECORD_AND_SAMPLED;
}

test.each([
  ["", "", { root: true, sampled: true, unsampled: false }],
  ["always_on", "", { root: true, sampled: true, unsampled: true }],
  ["always_off", "", { root: false, sampled: false, unsampled: false }],
  ["traceidratio", "0", { root: false, sampled: false, unsampled: false }],
  ["traceidratio", "", { root: true, sampled: true, unsampled: true }],
  ["parentbased_always_off", "", { root: false, sampled: true, unsampled: false }],
  ["parentbased_traceidratio", "0", { root: false, sampled: true, unsampled: false }],
])("OTEL_TRACES_SAMPLER=%s with `%s` decides for roots and for the parent's flag", (name, argument, expected) => {
  const env = { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument };
  expect({
    root: isSampled(env),
    sampled: isSampled(env, TraceFlags.SAMPLED),
    unsampled: isSampled(env, TraceFlags.NONE),
  }).toEqual(expected);
});
