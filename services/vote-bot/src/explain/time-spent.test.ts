import { expect, test } from "vitest";
import { createTraceTree } from "../doctor/evidence/trace-tree.ts";
import { span } from "../doctor/testing/hand-made.ts";
import { timeSpent } from "./time-spent.ts";

const spentIn = (...parts: Parameters<typeof span>[0][]) => {
  const spans = [
    span({ spanId: "get", service: "vote-bot", name: "GET", durationMs: 20 }),
    ...parts.map((part) => span({ parentSpanId: "get", ...part })),
  ];
  return timeSpent(spans[0]!, createTraceTree(spans));
};
const query = (spanId: string, startMs: number, durationMs: number, name = "INSERT ballots") => ({
  spanId,
  service: "voting",
  name,
  startMs,
  durationMs,
});

test("the same operation of a service is told once, with all of its time, the most first", () => {
  expect(spentIn(query("one", 1_000, 6), query("two", 1_010, 6.0004))).toEqual([
    { service: "voting", operation: "INSERT ballots", ms: 12 },
    { service: "vote-bot", operation: "GET", ms: 8 },
  ]);
});

test("of many operations the three of the most time are told, and none that took none", () => {
  const operations = [1, 2, 3, 4].map((ms) => query(`q${ms}`, 1_000 + 5 * (ms - 1), ms, `q${ms}`));
  expect(spentIn(...operations).map(({ operation }) => operation)).toEqual(["GET", "q4", "q3"]);
  expect(spentIn(query("all", 1_000, 20)).map(({ operation }) => operation)).toEqual(["INSERT ballots"]);
});

test("a mesh's proxies are one service, whatever they are called", () => {
  const proxies = [
    { spanId: "out", service: "linkerd-proxy", name: "/api/vote", durationMs: 15 },
    {
      spanId: "in",
      parentSpanId: "out",
      service: "web-proxy",
      name: "/api/vote",
      durationMs: 5,
      attributes: { direction: "inbound" },
    },
  ];
  expect(spentIn(...proxies)[0]).toEqual({ service: "proxy", operation: "/api/vote", ms: 15 });
});
