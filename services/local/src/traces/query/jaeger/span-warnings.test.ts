import { Span } from "@emojivoto/proto/otlp/trace";
import { expect, test } from "vitest";
import { spanWarnings } from "./span-warnings.ts";

const span = (startNs: bigint, endNs: bigint) =>
  Span.fromPartial({ startTimeUnixNano: startNs, endTimeUnixNano: endNs });

const parent = span(1_000_000n, 9_000_000n);

test("a span within its parent, or without one, has no warnings", () => {
  expect(spanWarnings(span(2_000_000n, 9_000_000n), "ab", parent)).toBeNull();
  expect(spanWarnings(parent, undefined, undefined)).toBeNull();
});

test.each([
  [span(0n, 1_000_000n), "4.5ms"],
  [span(9_500_000n, 9_600_000n), "-4.55ms"],
  [span(500_000n, 61_000_000_000n), "500µs"],
])("a span outside of its parent is told by how much, as Jaeger tells it", (child, delta) => {
  expect(spanWarnings(child, "ab", parent)).toEqual([
    `clock skew adjustment disabled; not applying calculated delta of ${delta}`,
  ]);
});

test("a parent that is missing and an end before the start are told as Jaeger tells them", () => {
  const start = 1_700_000_000_250_000_000n;
  expect(spanWarnings(span(start, start - 250_000_000n), "00000000000000ab", undefined)).toEqual([
    "Negative duration detected, sanitizing end timestamp. Original end timestamp: 2023-11-14 22:13:20 +0000 UTC, " +
      "adjusted to: 2023-11-14 22:13:20.250000001 +0000 UTC",
    "invalid parent span IDs=00000000000000ab; skipping clock skew adjustment",
  ]);
});
