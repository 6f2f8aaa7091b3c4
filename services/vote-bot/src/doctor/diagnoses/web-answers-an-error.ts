import type { TraceSpan } from "../../jaeger/trace-span.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { isProxySpan } from "../evidence/is-proxy-span.ts";
import type { Diagnosis } from "../finding.ts";

/** The visit failed; its trace, if it came, shows where. */
export const webAnswersAnError: Diagnosis = (evidence) => {
  const { outcome, reason, status } = evidence.visit;
  if (outcome !== "error") return [];
  const failed = deepestError(evidence);
  return [
    {
      code: "web-answers-an-error",
      summary: `the visit failed: ${reason}`,
      evidence: failed === undefined ? [] : [`the failure began in ${failed.service}: ${failed.name}`],
      advice: [adviceFor(status, failed)],
    },
  ];
};

/** A failed span below which nothing of ours failed. */
function deepestError({ tree }: Evidence): TraceSpan | undefined {
  const failed = tree.spans.filter((span) => span.isError && !isProxySpan(span) && span.service !== "vote-bot");
  return failed.toSorted((a, b) => tree.ancestors(b).length - tree.ancestors(a).length)[0];
}

function adviceFor(status: number | undefined, failed: TraceSpan | undefined): string {
  if (failed !== undefined) return `look into ${failed.service}'s log for this trace`;
  if (status === 401) return "check --app-key and the file of --app-secret-file";
  if (status === 404) return "check that --web is emojivoto's web; where LEGACY_API is off, give --app-key as well";
  return "check that --web is emojivoto's web, and look into its log";
}
