import { hopName } from "../evidence/hop.ts";
import type { Diagnosis } from "../finding.ts";

/** No mesh is expected, but proxies took part. */
export const proxiesUnexpected: Diagnosis = ({ expectMesh, hops }) => {
  const meshed = hops.filter(({ proxies }) => proxies.length > 0);
  if (expectMesh !== "none" || meshed.length === 0) return [];
  return [
    {
      code: "proxies-unexpected",
      summary: "proxies took part in the visit, though no mesh is expected",
      evidence: meshed.map((hop) => `${hop.request}: ${hop.proxies.length} proxy spans at ${hopName(hop)}`),
      advice: ["drop --expect-mesh none, or take the pods out of the mesh"],
    },
  ];
};
