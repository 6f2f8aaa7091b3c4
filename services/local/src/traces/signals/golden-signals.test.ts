import { expect, test } from "vitest";
import { createIncomingSpans } from "../testing/incoming-span.ts";
import { createGoldenSignals } from "./golden-signals.ts";

const nowMs = 1_700_000_000_000;

test("requests are those served, and those that a service began by itself", () => {
  const signals = createGoldenSignals(() => nowMs);
  const span = createIncomingSpans();
  const startMs = nowMs - 10_000;
  signals.record(span({ service: "web", id: 1, kind: "SERVER", startMs }));
  signals.record(span({ service: "web", id: 2, parent: 1, kind: "CLIENT", startMs }));
  signals.record(span({ service: "worker", id: 3, parent: 1, kind: "CONSUMER", startMs }));
  signals.record(span({ service: "vote-bot", id: 4, startMs }));
  signals.record(span({ service: "vote-bot", id: 5, parent: 4, startMs }));
  signals.record(span({ service: "linkerd-proxy", id: 6, kind: "SERVER", proxy: "inbound", startMs }));
  const { series } = signals.answer();
  const requests = series.map(({ service, requestsPerSecond }) => [service, Math.max(...requestsPerSecond) * 5]);
  expect(requests).toEqual([
    ["web", 1],
    ["worker", 1],
    ["vote-bot", 1],
  ]);
});

test("more operations than anybody could look at are one, called other", () => {
  const signals = createGoldenSignals(() => nowMs);
  const span = createIncomingSpans();
  for (let id = 1; id <= 1_000; id++) {
    signals.record(span({ service: "web", id, name: `GET /${id}`, kind: "SERVER", startMs: nowMs - 10_000 }));
  }
  const { series } = signals.answer("web");
  expect(series).toHaveLength(1 + 128 + 1);
  expect(Math.max(...(series.find(({ operation }) => operation === "other")?.requestsPerSecond ?? [])) * 5).toBe(872);
});

test("a clock that is ahead does not put requests into the future", () => {
  let timeMs = nowMs;
  const signals = createGoldenSignals(() => timeMs);
  signals.record(createIncomingSpans()({ service: "web", id: 1, kind: "SERVER", startMs: nowMs + 3_600_000 }));
  timeMs += 5_000;
  expect(Math.max(...(signals.answer().series[0]?.requestsPerSecond ?? []))).toBeGreaterThan(0);
});
