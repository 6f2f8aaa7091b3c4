import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { SpanRecord } from "./span-record.ts";

/** Sends a batch; rejects when it was not taken, else resolves to how many spans the receiver refused. */
export type SendSpans = (spans: readonly SpanRecord[]) => Promise<number>;

export type SpanExporter = {
  /** Queues a span; drops and counts it when the queue is full. Never waits. */
  record(span: SpanRecord): void;
  /** Sends what is queued, within two seconds, and stops. */
  stop(): Promise<void>;
};

export type SpanExporterOptions = {
  readonly send: SendSpans;
  /** How often a batch that is not full is sent. */
  readonly intervalMs: number;
  readonly log: Logger;
  readonly count: { exported(spans: number): void; dropped(spans: number): void };
  readonly maxQueuedSpans?: number;
  readonly stopTimeoutMs?: number;
};

const batchSpans = 1_000;

/** A hundred batches; some 40 MB. */
const defaultMaxQueuedSpans = 100_000;

const defaultStopTimeoutMs = 2_000;

/** Sends spans in batches, one at a time, every `intervalMs` or 1000 spans. A batch that fails is not sent again. */
export function createSpanExporter({ send, intervalMs, log, count, ...options }: SpanExporterOptions): SpanExporter {
  const { maxQueuedSpans = defaultMaxQueuedSpans, stopTimeoutMs = defaultStopTimeoutMs } = options;
  let queue: SpanRecord[] = [];
  let inFlight = 0;
  let sending: Promise<void> | undefined;
  let losing = false;
  let stopped = false;

  const lose = (spans: number, reason: string) => {
    count.dropped(spans);
    // One line an outage: under load there would be one for every span.
    if (!losing) log.warn({ reason, spans }, "spans of the proxies are dropped");
    losing = true;
  };
  const taken = (spans: number, refused: number) => {
    count.exported(spans - refused);
    if (refused > 0) lose(refused, "the receiver refused them");
    else losing = false;
  };
  const sendBatch = async () => {
    const batch = queue.slice(0, batchSpans);
    queue = queue.slice(batchSpans);
    inFlight = batch.length;
    const end = await send(batch).then(
      (refused) => () => taken(batch.length, refused),
      (error: unknown) => () => lose(batch.length, error instanceof Error ? error.message : String(error)),
    );
    // What was in flight at the end has been counted as lost.
    if (stopped) return;
    inFlight = 0;
    end();
  };
  const sendWhile = async (minSpans: number) => {
    while (queue.length >= minSpans) await sendBatch();
  };
  const start = (minSpans: number) => {
    sending ??= sendWhile(minSpans).finally(() => {
      sending = undefined;
    });
    return sending;
  };
  const sendRest = async () => {
    await sending;
    await start(1);
  };
  const timer = setInterval(() => void start(1), intervalMs);
  return {
    record: (span) => {
      if (queue.length >= maxQueuedSpans || stopped) return lose(1, "the queue is full");
      queue.push(span);
      if (queue.length >= batchSpans) void start(batchSpans);
    },
    stop: async () => {
      if (stopped) return;
      clearInterval(timer);
      await Promise.race([sendRest(), delay(stopTimeoutMs, undefined, { ref: false })]);
      stopped = true;
      const left = queue.length + inFlight;
      queue = [];
      if (left > 0) lose(left, "the receiver did not take them before the end");
    },
  };
}
