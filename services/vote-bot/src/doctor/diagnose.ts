import { clockSkew } from "./diagnoses/clock-skew.ts";
import { doctorSpansLost } from "./diagnoses/doctor-spans-lost.ts";
import { doctorUnsampled } from "./diagnoses/doctor-unsampled.ts";
import { headerDropped } from "./diagnoses/header-dropped.ts";
import { hopNotFollowed } from "./diagnoses/hop-not-followed.ts";
import { opaqueHop } from "./diagnoses/opaque-hop.ts";
import { orphans } from "./diagnoses/orphans.ts";
import { propagatorMismatch } from "./diagnoses/propagator-mismatch.ts";
import { proxiesApart } from "./diagnoses/proxies-apart.ts";
import { proxiesMissing } from "./diagnoses/proxies-missing.ts";
import { proxiesUnexpected } from "./diagnoses/proxies-unexpected.ts";
import { proxySpansLost } from "./diagnoses/proxy-spans-lost.ts";
import { samplerOff } from "./diagnoses/sampler-off.ts";
import { spansMissing } from "./diagnoses/spans-missing.ts";
import { webAnswersAnError } from "./diagnoses/web-answers-an-error.ts";
import type { Evidence } from "./evidence/evidence.ts";
import type { Diagnosis, Finding } from "./finding.ts";

/** Causes before symptoms: a row is looked at only when those above it found nothing. */
const rows: readonly (readonly Diagnosis[])[] = [
  [doctorUnsampled],
  [
    webAnswersAnError,
    propagatorMismatch,
    headerDropped,
    samplerOff,
    spansMissing,
    doctorSpansLost,
    proxySpansLost,
    proxiesApart,
    proxiesMissing,
    opaqueHop,
    proxiesUnexpected,
    clockSkew,
  ],
  [orphans],
  [hopNotFollowed],
];

/** Everything that is wrong with the visit's trace; empty when it is one whole trace, as it should be. */
export function diagnose(evidence: Evidence): readonly Finding[] {
  for (const row of rows) {
    const findings = row.flatMap((diagnosis) => diagnosis(evidence));
    if (findings.length > 0) return findings;
  }
  return [];
}
