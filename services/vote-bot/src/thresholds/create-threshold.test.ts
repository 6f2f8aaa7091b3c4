import { expect, test } from "vitest";
import { parseThreshold } from "./parse-threshold.ts";
import { measuredOf } from "./testing/measured-of.ts";

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

const verdictOf = (source: string, measured: Parameters<typeof measuredOf>[0]) => {
  const verdict = parseThreshold(source)?.evaluate(measuredOf(measured));
  return verdict && `${verdict.met ? "✓" : "✗"} ${verdict.actual}`;
};

test.each([
  ["http_req_duration:p(99)<250ms", "✓ 99 ms"],
  ["http_req_duration:p(99)<99ms", "✗ 99 ms"],
  ["http_req_duration:p(99)<=99", "✓ 99 ms"],
  ["http_req_duration:p(99)<=0.099s", "✓ 99 ms"],
  ["http_req_service_time:p(99.9)==100ms", "✓ 100 ms"],
  ["grpc_req_duration:med<50000us", "✗ 50 ms"],
  ["grpc_req_duration:p(0.5)<1.5", "✓ 1 ms"],
  ["visit_duration:avg<1s", "✓ 50.5 ms"],
  ["visit_duration:max>=100", "✓ 100 ms"],
  ["dispatch_lag:min>1", "✗ 1 ms"],
])("of times from 1 to 100 ms, `%s` is %s", (source, expected) => {
  expect(verdictOf(source, { timesMs: hundred })).toBe(expected);
});

test.each([
  ["http_reqs:count>1000", "✓ 1,982"],
  ["http_reqs:rate>95", "✓ 198.2/s"],
  ["http_reqs:rate < 198.1/s", "✗ 198.2/s"],
  ["dropped_visits:count==0", "✗ 1,982"],
])("of 1,982 in ten seconds, `%s` is %s", (source, expected) => {
  expect(verdictOf(source, { count: 1_982 })).toBe(expected);
});

test.each([
  ["http_req_failed:rate<1%", "✓ 0.4 %"],
  ["http_req_failed:rate<0.003", "✗ 0.4 %"],
  ["visit_failed:rate<=.4%", "✓ 0.4 %"],
])("of 4 failures in 1,000, `%s` is %s", (source, expected) => {
  expect(verdictOf(source, { failed: 4, total: 1_000 })).toBe(expected);
});

test("a value is never rounded to where it would seem to say another thing than its verdict", () => {
  expect(verdictOf("http_req_duration:max<250ms", { timesMs: [250.004] })).toBe("✗ 250.004 ms");
  expect(verdictOf("http_req_duration:max<250ms", { timesMs: [249.96] })).toBe("✓ 249.96 ms");
  expect(verdictOf("http_req_failed:rate<1%", { failed: 3, total: 1_000_000 })).toBe("✓ 0.0003 %");
});

test("where nothing was measured there is nothing to be met by, but none at all is a count", () => {
  expect(verdictOf("http_req_duration:p(99)<250ms", {})).toBe("✗ no request matched");
  expect(verdictOf("grpc_req_failed:rate<1%", {})).toBe("✗ no request matched");
  expect(verdictOf("visit_duration:max<1s", {})).toBe("✗ no visit matched");
  expect(verdictOf("dropped_visits:count==0", {})).toBe("✓ 0");
  expect(verdictOf("http_reqs:rate>1", {})).toBe("✗ 0/s");
  const atOnce = { ...measuredOf({}), elapsedMs: 0 };
  expect(parseThreshold("http_reqs:rate>1")?.evaluate(atOnce).actual).toBe("0/s");
});

test("the measurements are asked for by the threshold's metric and tags", () => {
  const measured = measuredOf({ timesMs: [1], count: 1, total: 1 });
  parseThreshold("http_req_duration{route:/api/vote,status:5xx}:p(99)<1")?.evaluate(measured);
  parseThreshold("visits{scenario:auth}:count>1")?.evaluate(measured);
  parseThreshold("http_req_failed:rate<1%")?.evaluate(measured);
  expect(measured.asked).toEqual([
    { metric: "http_req_duration", tags: { route: "/api/vote", status: "5xx" } },
    { metric: "visits", tags: { scenario: "auth" } },
    { metric: "http_req_failed", tags: {} },
  ]);
});

test.each([
  ["http_reqs:count>100", true],
  ["http_reqs:rate>=100", true],
  ["http_reqs:count==100", true],
  ["dropped_visits:count<10", false],
  ["http_req_duration:p(99)<250ms", false],
  ["http_req_failed:rate<=1%", false],
  ["http_req_duration:min<1ms", true],
  ["http_req_duration:min>1ms", false],
])("whether `%s`, once broken, may yet be met: %s", (source, canRecover) => {
  expect(parseThreshold(source)?.canRecover).toBe(canRecover);
});
