import { proxyDirection } from "../evidence/is-proxy-span.ts";
import type { Report } from "./report.ts";

/** What is not wrong, but good to know when one looks at the tree. */
export function notesOf({ evidence }: Report): string[] {
  const { hops, ownSpans, visit } = evidence;
  const toWeb = hops.find(({ rpc }) => rpc === undefined);
  const hasProxy = (direction: string) => toWeb?.proxies.some((span) => proxyDirection(span) === direction) ?? false;
  const isMeshed = hops.some(({ proxies }) => proxies.length > 0);
  const entrance = hasProxy("inbound")
    ? "doctor runs outside the mesh: only web's own proxy is on the way to web"
    : "doctor reached web past its proxy, as a port-forward does: no proxy is on the way to web";
  return [
    ...(ownSpans === "added" && visit.isSampled
      ? ["doctor's own spans are added from memory: it exports nothing, as OTEL_EXPORTER_OTLP_ENDPOINT is not set"]
      : []),
    ...(isMeshed && !hasProxy("outbound") ? [entrance] : []),
  ];
}
