import type { Diagnosis } from "../finding.ts";
import { type SplitHop, splitHops } from "./split-hops.ts";

/** A caller and a callee that don't speak the same format of trace context. */
export const propagatorMismatch: Diagnosis = (evidence) =>
  splitHops(evidence)
    .filter(isMismatch)
    .map(({ from, to, written, read, propagators, evidence: signs }) => ({
      code: "propagator-mismatch",
      summary: `${from} → ${to}: ${to} does not read ${list(written)}, which ${from} sends, and began a second trace`,
      evidence: [
        ...signs,
        `${from} has OTEL_PROPAGATORS=${propagators.from} and sends ${list(written)}`,
        `${to} has OTEL_PROPAGATORS=${propagators.to} and reads ${list(read ?? [])}`,
      ],
      advice: [`unset OTEL_PROPAGATORS in ${from} and in ${to}: both then use W3C's traceparent, as the mesh does`],
    }));

/** Whether the callee reads nothing of what the caller sends. */
export function isMismatch({ written, read }: SplitHop): boolean {
  return read !== undefined && !written.some((header) => read.includes(header));
}

function list(headers: readonly string[]): string {
  return headers.length === 0 ? "no header" : headers.map((header) => `\`${header}\``).join(" or ");
}
