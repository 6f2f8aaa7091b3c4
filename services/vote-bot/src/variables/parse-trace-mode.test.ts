import { expect, test } from "vitest";
import { parseTraceMode, samplerVariables } from "./parse-trace-mode.ts";

test.each([
  ["always", "parentbased_always_on", undefined],
  ["ratio:1", "parentbased_always_on", undefined],
  ["ratio:0.1", "parentbased_traceidratio", "0.1"],
  ["ratio:.5", "parentbased_traceidratio", "0.5"],
  ["ratio:0", "parentbased_always_off", undefined],
  ["off", "parentbased_always_off", undefined],
])("%s is the sampler %s", (text, sampler, argument) => {
  const mode = parseTraceMode(text);
  expect(mode?.name).toBe(text);
  expect(mode && samplerVariables(mode)).toEqual({
    OTEL_TRACES_SAMPLER: sampler,
    ...(argument && { OTEL_TRACES_SAMPLER_ARG: argument }),
  });
});

test.each(["", "on", "Always", "0.1", "ratio:", "ratio:1.1", "ratio:-1", "ratio:1e-3", "ratio:x", "ratio:0.1 "])(
  "`%s` is no mode",
  (text) => {
    expect(parseTraceMode(text)).toBeUndefined();
  },
);
