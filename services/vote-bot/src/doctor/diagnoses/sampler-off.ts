import { hopName } from "../evidence/hop.ts";
import type { Diagnosis } from "../finding.ts";

/** Web joined the trace, but decided by itself not to record it; what it calls follows it. */
export const samplerOff: Diagnosis = ({ hops, visit }) => {
  const unsampled = hops.filter(({ rpc, requestIndex }) => {
    const webSpan = visit.requests[requestIndex]?.webSpan;
    return rpc === undefined && webSpan?.isSampled === false;
  });
  const [hop] = unsampled;
  if (hop === undefined) return [];
  return [
    {
      code: "sampler-off",
      summary: `${hopName(hop)}: ${hop.to} got the trace but does not sample it, and the services behind it follow`,
      evidence: unsampled.map(
        ({ request }) => `${request}: sent as sampled (flags 01), answered with \`traceresponse\` flags 00`,
      ),
      advice: [`unset OTEL_TRACES_SAMPLER in ${hop.to}, or set it to parentbased_always_on`],
    },
  ];
};
