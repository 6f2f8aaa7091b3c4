import type { Diagnosis } from "../finding.ts";

/** Doctor's own sampler dropped the visit, and everybody follows it. */
export const doctorUnsampled: Diagnosis = ({ visit }) =>
  visit.isSampled
    ? []
    : [
        {
          code: "doctor-unsampled",
          summary: "the visit was not sampled: doctor itself decided so, and every service and proxy follows",
          evidence: [`doctor recorded no span, so its requests carry flags 00 or no trace context`],
          advice: ["in doctor's environment, unset OTEL_TRACES_SAMPLER and OTEL_SDK_DISABLED"],
        },
      ];
