import { ExportResultCode, type ExportResult } from "@opentelemetry/core";
import { expect, test } from "vitest";
import { createExportQueue } from "./export-queue.ts";
import { createOutage } from "./outage.ts";

type Answer = (result: ExportResult) => void;

/** A queue of at most four before a receiver whose answers the test gives; `told` is what was logged and counted. */
function createQueue(pauseMs = 0) {
  const told: string[] = [];
  const note = (fields: { reason?: string; lost?: number }, message: string) =>
    told.push(`${message} (${fields.reason ?? ""} ${fields.lost ?? ""})`);
  const lost: Record<string, number> = {};
  const countLoss = (reason: string, count: number) => {
    lost[reason] = (lost[reason] ?? 0) + count;
  };
  const log = { warn: note, info: note } as never;
  const answers: Answer[] = [];
  const queue = createExportQueue<string>({
    exporter: { export: (_items, done) => answers.push(done), shutdown: async () => {} },
    maxItems: 4,
    outage: createOutage("traces", () => log, countLoss),
    pauseMs,
  });
  const send = (count: number) => {
    const items = Array.from({ length: count }, () => "item").filter(() => queue.admit());
    queue.exporter.export(items, () => {});
  };
  return { queue, told, lost, send, answer: (result: ExportResult) => answers.shift()!(result), answers };
}

const taken: ExportResult = { code: ExportResultCode.SUCCESS };
const refused: ExportResult = { code: ExportResultCode.FAILED, error: new Error("connection refused") };
const failedWith = (code: number): ExportResult => ({
  ...refused,
  error: Object.assign(new Error("no such"), { code }),
});

test("an outage is told once, and its end with what was lost", () => {
  const { send, answer, told, lost } = createQueue();
  for (const [count, result] of [
    [3, refused],
    [2, refused],
    [1, taken],
    [1, taken],
  ] as const) {
    send(count);
    answer(result);
  }
  expect(told).toEqual([
    "traces are lost: the receiver does not take them (connection refused 3)",
    "traces are exported again ( 5)",
  ]);
  expect(lost).toEqual({ refused: 5 });
});

test("what does not fit into the queue is counted and told", () => {
  const { queue, told, lost } = createQueue();
  const admitted = Array.from({ length: 7 }, () => queue.admit());
  expect(admitted).toEqual([true, true, true, true, false, false, false]);
  expect(lost).toEqual({ queue_full: 3 });
  expect(told).toEqual(["traces are lost: they come faster than they can be sent (4 are waiting 1)"]);
});

test.each([
  ["UNIMPLEMENTED over gRPC", 12],
  ["404 over HTTP", 404],
])("%s turns the exporter off, with one line", (_, code) => {
  const { send, answer, answers, told, lost } = createQueue();
  send(2);
  answer(failedWith(code));
  send(3);
  expect(answers).toEqual([]);
  expect(lost).toEqual({ unsupported: 5 });
  expect(told).toEqual([
    expect.stringContaining("traces are off: the receiver does not take them; name one that does"),
  ]);
});

test("after a failure nothing is tried for a while, where the signal asks for that", () => {
  const { send, answer, answers, lost } = createQueue(60_000);
  send(1);
  answer(refused);
  send(2);
  expect(answers).toEqual([]);
  expect(lost).toEqual({ refused: 3 });
});

test("what waits or is on its way when the process ends is counted as lost", () => {
  const { queue, send, told, lost } = createQueue();
  send(2);
  queue.admit();
  queue.abandon();
  expect(lost).toEqual({ shutdown: 3 });
  expect(told).toEqual(["traces are lost: the process ends before they are sent (the flush took too long 3)"]);
});
