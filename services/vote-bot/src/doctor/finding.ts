import type { Evidence } from "./evidence/evidence.ts";

/** What can be wrong; part of the JSON document, so a name never changes its meaning. */
export type FindingCode =
  | "web-answers-an-error"
  | "doctor-unsampled"
  | "doctor-spans-lost"
  | "header-dropped"
  | "propagator-mismatch"
  | "sampler-off"
  | "spans-missing"
  | "proxies-missing"
  | "opaque-hop"
  | "proxies-unexpected"
  | "proxy-spans-lost"
  | "proxies-apart"
  | "clock-skew"
  | "orphans"
  | "hop-not-followed";

/** Something that is wrong: what, by which signs, and what to do. */
export type Finding = {
  readonly code: FindingCode;
  readonly summary: string;
  readonly evidence: readonly string[];
  readonly advice: readonly string[];
};

/** Looks for one thing; empty when it is not so. */
export type Diagnosis = (evidence: Evidence) => readonly Finding[];
