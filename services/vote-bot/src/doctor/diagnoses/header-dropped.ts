import type { Diagnosis } from "../finding.ts";
import { isMismatch } from "./propagator-mismatch.ts";
import { splitHops } from "./split-hops.ts";

/** Both sides speak the same format, or may, but the header did not arrive. */
export const headerDropped: Diagnosis = (evidence) =>
  splitHops(evidence)
    .filter((hop) => !isMismatch(hop))
    .map(({ from, to, written, read, evidence: signs }) => {
      const header = written.map((each) => `\`${each}\``).join(" or ") || "a trace header";
      const isRead = read?.some((each) => written.includes(each)) ?? false;
      return {
        code: "header-dropped",
        summary: `${from} → ${to}: ${header} was lost on the way, and ${to} began a second trace`,
        evidence: [...signs, isRead ? `${from} sends ${header} and ${to} reads it` : `${from} sends ${header}`],
        advice: [
          `let whatever stands between ${from} and ${to} (a gateway, a proxy, a middleware) pass ${header} on`,
          ...(isRead ? [] : [`check that ${to} reads ${header}: its OTEL_PROPAGATORS should be unset`]),
        ],
      };
    });
