import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { VisitResult } from "./visit.ts";

/** What is printed of a visit. */
export type VisitLines = {
  /** A vote is about to be sent. */
  voting(choice: string): void;
  ended(result: VisitResult, durationMs: number): void;
};

type Print = (line: string) => void;

/** Upstream's line for every vote when it is sent, and a warning with the trace id for a visit that failed. */
export function upstreamLines(print: Print, log: Logger): VisitLines {
  return {
    voting: (choice) => print(`✔ Voting for ${choice}`),
    ended: ({ outcome, reason, traceId, choice }) => {
      if (outcome === "error") log.warn({ trace_id: traceId, choice }, `the visit failed: ${reason}`);
    },
  };
}

/** One line a visit when it is over, with what to look for in the traces. */
export function detailLines(print: Print): VisitLines {
  return {
    voting: () => {},
    ended: (result, durationMs) => {
      const { outcome, choice, traceId } = result;
      const mark = outcome === "ok" ? "✔" : "✘";
      const what = choice === undefined ? "No vote" : `Voting for ${choice}`;
      print(`${mark} ${what}  ${describe(result)}  ${durationMs.toFixed(1)} ms  trace ${traceId}`);
    },
  };
}

function describe({ outcome, status, reason }: VisitResult): string {
  switch (outcome) {
    case "ok":
      return String(status);
    case "expected":
      return `${status} (expected)`;
    case "error":
      return reason;
  }
}
