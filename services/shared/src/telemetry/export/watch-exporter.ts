import { ExportResultCode, type ExportResult } from "@opentelemetry/core";
import type { Outage } from "./outage.ts";

/** What the exporters of all signals have in common. */
export type Exporter<Batch> = {
  export(batch: Batch, done: (result: ExportResult) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
};

export type WatchedExporter<Batch> = Required<Exporter<Batch>> & {
  /** True once the receiver has said that it does not know the signal: nothing is sent any more. */
  isOff(): boolean;
};

export type WatchOptions<Batch> = {
  readonly outage: Outage;
  /** How many items a batch holds. */
  readonly sizeOf: (batch: Batch) => number;
  /** Whether a batch that was taken ends an outage. */
  readonly isWell?: () => boolean;
  /** After a failure nothing is tried for this time; what comes meanwhile is lost. */
  readonly pauseMs?: number;
};

const failed: ExportResult = { code: ExportResultCode.FAILED };

/**
 * An exporter that tells what is lost, which the SDK's do not, and that turns itself off when the receiver answers
 * UNIMPLEMENTED or 404: a receiver of traces alone is common, Jaeger among them.
 */
export function watchExporter<Batch>(exporter: Exporter<Batch>, options: WatchOptions<Batch>): WatchedExporter<Batch> {
  const { outage, sizeOf, isWell = () => true, pauseMs = 0 } = options;
  let isOff = false;
  let pausedUntilMs = 0;
  let lastReason = "";
  const see = ({ code, error }: ExportResult, batch: Batch) => {
    if (code === ExportResultCode.SUCCESS) {
      if (isWell()) outage.over();
      return;
    }
    lastReason = reasonOf(error);
    pausedUntilMs = performance.now() + pauseMs;
    if (!isOff && isUnsupported(error)) {
      isOff = true;
      outage.unsupported(lastReason);
    }
    lose(batch);
  };
  const lose = (batch: Batch) => outage.lost(isOff ? "unsupported" : "refused", sizeOf(batch), lastReason);
  return {
    isOff: () => isOff,
    export: (batch, done) => {
      if (isOff || performance.now() < pausedUntilMs) {
        lose(batch);
        done(failed);
        return;
      }
      exporter.export(batch, (result) => {
        see(result, batch);
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

/** gRPC's UNIMPLEMENTED; over HTTP, the path is not there. */
function isUnsupported(error: Error | undefined): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 12 || code === 404;
}

/** Node tells a refused connection to several addresses as an AggregateError without a message. */
function reasonOf(error: Error | undefined): string {
  const { message, code } = (error ?? {}) as { message?: string; code?: string | number };
  return message || String(code ?? "unknown");
}
