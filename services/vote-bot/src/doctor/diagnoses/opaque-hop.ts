import type { Evidence } from "../evidence/evidence.ts";
import { type Hop, hopName } from "../evidence/hop.ts";
import { proxyDirection } from "../evidence/is-proxy-span.ts";
import type { Diagnosis, Finding } from "../finding.ts";

type Side = "outbound" | "inbound";

/** A hop without all its proxies, in a visit that crossed others. */
export const opaqueHop: Diagnosis = ({ hops }) => {
  const meshed = meshedServices(hops);
  const lacking = hops.filter((hop) => hop.state === "joined" && isBetweenServices(hop) && lacks(hop).length > 0);
  if (meshed.size === 0) return [];
  return [...Map.groupBy(lacking, hopName).values()].flatMap(([hop]) =>
    hop === undefined ? [] : [explain(hop, meshed)],
  );
};

/** Doctor itself may run outside the mesh, and reach web past its proxy. */
function isBetweenServices({ rpc }: Hop): boolean {
  return rpc !== undefined;
}

function has({ proxies }: Hop, side: Side): boolean {
  return proxies.some((span) => proxyDirection(span) === side);
}

function lacks(hop: Hop): Side[] {
  return (["outbound", "inbound"] as const).filter((side) => !has(hop, side));
}

/** The services whose proxy made any span. */
function meshedServices(hops: Evidence["hops"]): Set<string> {
  const outbound = hops.filter((hop) => has(hop, "outbound")).map(({ from }) => from);
  const inbound = hops.filter((hop) => has(hop, "inbound")).map(({ to }) => to);
  return new Set([...outbound, ...inbound]);
}

function explain(hop: Hop, meshed: ReadonlySet<string>): Finding {
  const { from, to, request, proxies } = hop;
  const [missing] = lacks(hop);
  const signs = [`${request}: ${proxies.length} of 4 proxy spans, none ${lacks(hop).join(", none ")}`];
  const withoutProxy = missing === "outbound" ? from : to;
  if (lacks(hop).length === 1 && !meshed.has(withoutProxy)) {
    return {
      code: "proxies-missing",
      summary: `${hopName(hop)}: no span of ${withoutProxy}'s proxy`,
      evidence: [...signs, `no other hop has a span of ${withoutProxy}'s proxy either`],
      advice: [
        `check that ${withoutProxy}'s pod has a linkerd-proxy container with a collector, and restart it if not`,
      ],
    };
  }
  return {
    code: "opaque-hop",
    summary: `${hopName(hop)}: the mesh does not see the requests of this hop: the port of ${to} is opaque to it`,
    evidence: [...signs, `${[...meshed].join(", ")}: proxies with spans at other hops`],
    advice: [
      `in the Service of ${to}, leave appProtocol unset or kubernetes.io/h2c (\`grpc\` makes the port opaque)`,
      `remove ${to}'s port from config.linkerd.io/opaque-ports and skip-outbound-ports`,
    ],
  };
}
