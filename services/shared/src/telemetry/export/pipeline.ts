import type { Resource } from "@opentelemetry/resources";
import type { Logger } from "../../log/create-logger.ts";
import type { Metrics } from "../metrics/metrics.ts";

/** What carries one signal out of the process. */
export type Pipeline = {
  /** Sends what there is and stops. */
  shutdown(): Promise<void>;
  /** Counts what has not been sent as lost; the last call. */
  abandon(): void;
};

export type PipelineParts = {
  /** The OTEL_* variables. */
  readonly env: Record<string, string | undefined>;
  readonly resource: Resource;
  readonly metrics: Metrics;
  /** The logger, once there is one. */
  readonly log: () => Logger | undefined;
};
