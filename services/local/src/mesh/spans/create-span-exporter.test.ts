import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createSpanExporter, type SendSpans, type SpanExporterOptions } from "./create-span-exporter.ts";
import type { SpanRecord } from "./span-record.ts";

const span = {} as SpanRecord;
const hourMs = 3_600_000;

/** An exporter to `send`, with what it counted and logged. */
function start(send: SendSpans, options: Partial<SpanExporterOptions> = {}) {
  const counted = { exported: 0, dropped: 0 };
  const lines: { reason: string }[] = [];
  const exporter = createSpanExporter({
    send,
    intervalMs: hourMs,
    log: pino({}, { write: (line) => void lines.push(JSON.parse(line)) }),
    count: {
      exported: (spans) => void (counted.exported += spans),
      dropped: (spans) => void (counted.dropped += spans),
    },
    ...options,
  });
  onTestFinished(exporter.stop);
  const record = (spans: number) => {
    for (let sent = 0; sent < spans; sent++) exporter.record(span);
  };
  return { ...exporter, record, counted, lines };
}

/** A receiver that answers when told, and the sizes of the batches it got. */
function receiver(answer: () => Promise<number> = () => Promise.resolve(0)) {
  const batches: number[] = [];
  const waiting: (() => void)[] = [];
  const send: SendSpans = (spans) => {
    batches.push(spans.length);
    for (const wake of waiting.splice(0)) wake();
    return answer();
  };
  return { batches, send, nextBatch: () => new Promise<void>((resolve) => void waiting.push(resolve)) };
}

test("a thousand spans go at once, fewer wait for the interval", async () => {
  const { send, batches } = receiver();
  const exporter = start(send);
  exporter.record(999);
  expect(batches).toEqual([]);
  exporter.record(1);
  expect(batches).toEqual([1_000]);
});

test("what is left goes at the interval", async () => {
  const { send, batches, nextBatch } = receiver();
  start(send, { intervalMs: 5 }).record(3);
  await nextBatch();
  expect(batches).toEqual([3]);
});

test("the end sends all that is queued, in batches", async () => {
  const { send, batches } = receiver();
  const exporter = start(send);
  exporter.record(2_500);
  await exporter.stop();
  expect(batches.reduce((sum, spans) => sum + spans)).toBe(2_500);
  expect(exporter.counted).toEqual({ exported: 2_500, dropped: 0 });
});

test("spans beyond the queue are dropped, counted, and told of once", async () => {
  const exporter = start(() => new Promise(() => {}), { maxQueuedSpans: 1_500, stopTimeoutMs: 1 });
  exporter.record(2_500 + 7);
  expect(exporter.counted.dropped).toBe(7);
  expect(exporter.lines).toMatchObject([{ reason: "the queue is full" }]);
});

test("a batch that fails is not sent again", async () => {
  const { send, batches } = receiver(() => Promise.reject(new Error("14 UNAVAILABLE")));
  const exporter = start(send);
  exporter.record(1_200);
  await exporter.stop();
  expect(batches).toEqual([1_000, 200]);
  expect(exporter.counted).toEqual({ exported: 0, dropped: 1_200 });
  expect(exporter.lines).toMatchObject([{ reason: "14 UNAVAILABLE" }]);
});

test("spans that the receiver refuses count as dropped", async () => {
  const exporter = start(() => Promise.resolve(4));
  exporter.record(10);
  await exporter.stop();
  expect(exporter.counted).toEqual({ exported: 6, dropped: 4 });
});

test("a receiver that does not answer delays the end no longer than told, and what is left counts as dropped", async () => {
  const exporter = start(() => new Promise(() => {}), { stopTimeoutMs: 20 });
  exporter.record(1_300);
  await exporter.stop();
  expect(exporter.counted).toEqual({ exported: 0, dropped: 1_300 });
});
