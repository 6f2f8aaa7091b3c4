import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { VisitRecord } from "../measure/visit-record.ts";

/** What is printed of each visit. */
export type VisitLines = {
  /** A vote is about to be sent. */
  voting(choice: string): void;
  /** Called in the visit's trace. */
  ended(visit: VisitRecord): void;
};

type Print = (line: string) => void;

export const visitLineStyles = ["upstream", "detail", "off"] as const;

export function createVisitLines(style: (typeof visitLineStyles)[number], print: Print, log: Logger): VisitLines {
  switch (style) {
    case "upstream":
      return upstreamLines(print, log);
    case "detail":
      return detailLines(print);
    case "off":
      return { voting: () => {}, ended: () => {} };
  }
}

/** Upstream's line for every vote when it is sent, and a warning for a visit that failed. */
function upstreamLines(print: Print, log: Logger): VisitLines {
  return {
    voting: (choice) => print(`✔ Voting for ${choice}`),
    ended: ({ reason, choice }) => {
      if (reason !== "") log.warn({ choice }, `the visit failed: ${reason}`);
    },
  };
}

/** One line a visit when it is over, with what to look for in the traces. */
function detailLines(print: Print): VisitLines {
  return {
    voting: () => {},
    ended: (visit) => {
      const { outcome, choice, traceId, endMs, intendedMs } = visit;
      const mark = outcome === "ok" ? "✔" : "✘";
      const what = choice === undefined ? "No vote" : `Voting for ${choice}`;
      print(`${mark} ${what}  ${describe(visit)}  ${(endMs - intendedMs).toFixed(1)} ms  trace ${traceId}`);
    },
  };
}

function describe({ outcome, status, reason }: VisitRecord): string {
  switch (outcome) {
    case "ok":
      return String(status);
    case "expected":
      return `${status} (expected)`;
    case "error":
    case "timeout":
    case "aborted":
      return reason;
  }
}
