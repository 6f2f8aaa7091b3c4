import type { Diagnosis } from "../finding.ts";

/** Doctor exports, but not to where it looks: the trace there has no root. */
export const doctorSpansLost: Diagnosis = ({ ownSpans }) =>
  ownSpans !== "lost"
    ? []
    : [
        {
          code: "doctor-spans-lost",
          summary: "doctor's own spans did not arrive, so the trace has no root there",
          evidence: ["OTEL_EXPORTER_OTLP_ENDPOINT is set for doctor, but Jaeger got none of its spans"],
          advice: ["set it to this Jaeger's OTLP port; unset, doctor adds its spans to the tree by itself"],
        },
      ];
