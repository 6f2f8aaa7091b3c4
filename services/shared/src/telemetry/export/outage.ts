import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import type { Logger } from "../../log/create-logger.ts";
import type { CountLoss, LossReason } from "./loss-counter.ts";

/** A signal of OTLP, as log lines and variables call it. */
export type Signal = "traces" | "metrics" | "logs";

/** What is told of a signal that does not get out: every item in a metric, every outage in two log lines. */
export type Outage = {
  /** Counts what is lost; the first of an outage is logged with `why`, in plain words, and what the end finds. */
  lost(reason: LossReason, count: number, why: string): void;
  /** Logs the end of an outage, if there is one. */
  over(): void;
  /** Logs that the receiver has no such signal, and that the exporter is off from now on. */
  unsupported(why: string): void;
};

/** `log` gives the logger once there is one. */
export function createOutage(signal: Signal, log: () => Logger | undefined, countLoss: CountLoss): Outage {
  let lost = 0;
  const tell = (level: "info" | "warn", fields: object, message: string) => {
    // An exporter's answer comes in the context of whichever request made it export: these lines are about no trace.
    context.with(ROOT_CONTEXT, () => log()?.[level](fields, message));
  };
  return {
    lost: (reason, count, why) => {
      countLoss(reason, count);
      // That a signal is off is told once, by `unsupported`.
      if (reason === "unsupported") return;
      const isFirst = lost === 0;
      lost += count;
      if (isFirst || reason === "shutdown")
        tell("warn", { reason: why, lost }, `${signal} are lost: ${causes[reason]}`);
    },
    over: () => {
      if (lost > 0) tell("info", { lost }, `${signal} are exported again`);
      lost = 0;
    },
    unsupported: (why) => {
      const name = signal.toUpperCase();
      const advice = `name one that does in OTEL_EXPORTER_OTLP_${name}_ENDPOINT, or set OTEL_${name}_EXPORTER=none`;
      tell("warn", { reason: why }, `${signal} are off: the receiver does not take them; ${advice}`);
    },
  };
}

const causes = {
  queue_full: "they come faster than they can be sent",
  refused: "the receiver does not take them",
  shutdown: "the process ends before they are sent",
} as const satisfies Partial<Record<LossReason, string>>;
