import { proxyService } from "../evidence/is-proxy-span.ts";
import type { Diagnosis } from "../finding.ts";

/** A mesh is expected, but no proxy took part. */
export const proxiesMissing: Diagnosis = ({ expectMesh, hops, servicesKnown }) => {
  const isJoined = hops.length > 0 && hops.every(({ state }) => state === "joined");
  if (expectMesh !== "linkerd" || !isJoined || hops.some(({ proxies }) => proxies.length > 0)) return [];
  const isKnown = servicesKnown.includes(proxyService);
  return [
    {
      code: "proxies-missing",
      summary: "no proxy span at any hop, though a mesh is expected",
      evidence: [
        "every service's span has its caller's as its parent: no proxy between them put itself into the header",
        isKnown
          ? "Jaeger has spans of linkerd-proxy: some proxies do trace, those of these pods do not"
          : "Jaeger has never had a span of linkerd-proxy: the pods have no proxy, or the proxies have no collector",
      ],
      advice: [
        "check that the pods have a linkerd-proxy container (`linkerd check --proxy`), restart those that have none",
        "give the proxies a collector: LINKERD2_PROXY_TRACE_COLLECTOR_SVC_ADDR and _SVC_NAME, or proxy.tracing.enabled=true",
      ],
    },
  ];
};
