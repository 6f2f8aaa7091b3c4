import { expect, test } from "vitest";
import type { TraceSummary } from "../../traces/api.ts";
import { filterQuery, matchesFilter, readFilter } from "./trace-filter.ts";

const trace: TraceSummary = {
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  startTimeMs: 1_000,
  durationMs: 12,
  root: { service: "vote-bot", operation: "visit" },
  services: [
    { name: "vote-bot", spans: 1, errors: 0 },
    { name: "web", spans: 2, errors: 1 },
  ],
  spans: 3,
  proxySpans: 0,
  errors: 1,
  orphans: 0,
  roots: 1,
};

test("a filter survives its way through the URL", () => {
  const query = "?service=web&caller=vote-bot&operation=GET+%2F&status=error&minDurationMs=10&traceId=4bf9";
  expect(filterQuery(readFilter(new URLSearchParams(query)))).toBe(query);
});

test("nonsense in the URL is no filter", () => {
  expect(readFilter(new URLSearchParams("status=maybe&minDurationMs=-1&fromMs=x&service=+"))).toEqual({});
});

test.each([
  [{}, true],
  [{ service: "web" }, true],
  [{ service: "emoji" }, false],
  [{ service: "web", caller: "vote-bot" }, true],
  [{ service: "web", caller: "emoji" }, false],
  [{ operation: "only the store can tell" }, true],
  [{ service: "linkerd-proxy" }, false],
  [{ status: "error" }, true],
  [{ status: "ok" }, false],
  [{ minDurationMs: 12 }, true],
  [{ minDurationMs: 13 }, false],
  [{ traceId: "4bf9" }, true],
  [{ traceId: "bf92" }, false],
  [{ fromMs: 500, toMs: 1_500 }, true],
  [{ fromMs: 1_001, toMs: 1_500 }, false],
] as const)("%o matches: %s", (filter, matches) => {
  expect(matchesFilter(trace, filter)).toBe(matches);
});
