import type { Evidence } from "../evidence/evidence.ts";
import type { Finding } from "../finding.ts";

/** What doctor has to say. */
export type Report = {
  readonly evidence: Evidence;
  /** Empty for a trace that is whole. */
  readonly findings: readonly Finding[];
  /** Where people look at the visit's trace. */
  readonly traceUrl: string;
};

/** 0 for a whole trace, 1 where anything is wrong with it. */
export function exitCodeOf({ findings }: Report): number {
  return findings.length === 0 ? 0 : 1;
}
