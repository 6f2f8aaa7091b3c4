import type { Outage } from "./outage.ts";
import { type Exporter, watchExporter } from "./watch-exporter.ts";

/** The bound before a batch processor of the SDK, whose own queue overflows without a word. */
export type ExportQueue<Item> = {
  /** Whether an item that has ended may be queued; where it may not, it is counted as lost. */
  admit(): boolean;
  /** What the batch processor exports to. */
  readonly exporter: Required<Exporter<Item[]>>;
  /** Counts what has not been answered for as lost: the process ends now. */
  abandon(): void;
};

export type ExportQueueOptions<Item> = {
  readonly exporter: Exporter<Item[]>;
  /** Items that wait at most; give the batch processor the same bound. */
  readonly maxItems: number;
  readonly outage: Outage;
  /** After a failure nothing is tried for this time. */
  readonly pauseMs?: number;
};

export function createExportQueue<Item>(options: ExportQueueOptions<Item>): ExportQueue<Item> {
  const { exporter, maxItems, outage, pauseMs = 0 } = options;
  let waiting = 0;
  let sending = 0;
  const watched = watchExporter(exporter, {
    outage,
    sizeOf: (items) => items.length,
    // At saturation some batches are taken and items are lost all the same.
    isWell: () => waiting < maxItems / 2,
    pauseMs,
  });
  return {
    admit: () => {
      if (watched.isOff()) {
        outage.lost("unsupported", 1, "the exporter is off");
        return false;
      }
      if (waiting >= maxItems) {
        outage.lost("queue_full", 1, `${maxItems} are waiting`);
        return false;
      }
      waiting++;
      return true;
    },
    exporter: {
      ...watched,
      export: (items, done) => {
        waiting -= items.length;
        sending += items.length;
        watched.export(items, (result) => {
          sending -= items.length;
          done(result);
        });
      },
    },
    abandon: () => {
      if (waiting + sending > 0) outage.lost("shutdown", waiting + sending, "the flush took too long");
    },
  };
}
