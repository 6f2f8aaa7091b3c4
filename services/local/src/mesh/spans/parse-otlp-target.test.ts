import { expect, test } from "vitest";
import { parseOtlpTarget } from "./parse-otlp-target.ts";

test.each([
  ["collector:4317", { address: "collector:4317", secure: false }],
  ["http://collector:9999/", { address: "collector:9999", secure: false }],
  ["https://collector", { address: "collector:4317", secure: true }],
  ["[::1]:4317", { address: "[::1]:4317", secure: false }],
  ["ftp://collector", undefined],
  ["http://", undefined],
  ["collector:port", undefined],
])("`%s` is %o", (endpoint, target) => {
  expect(parseOtlpTarget(endpoint)).toEqual(target);
});
