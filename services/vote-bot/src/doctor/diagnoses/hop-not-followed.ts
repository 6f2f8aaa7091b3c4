import { hopName } from "../evidence/hop.ts";
import type { Diagnosis } from "../finding.ts";

/** A hop that is not joined, though no reason shows. */
export const hopNotFollowed: Diagnosis = ({ hops }) =>
  hops
    .filter(({ state }) => state !== "joined")
    .map((hop) => ({
      code: "hop-not-followed",
      summary: `${hopName(hop)}: the trace does not show this call`,
      evidence: [`${hop.request}: ${hop.caller === undefined ? `no call of ${hop.from}` : `no span of ${hop.to}`}`],
      advice: [`look into the logs of ${hop.from} and ${hop.to} for this trace`],
    }));
