import { createHash } from "node:crypto";
import type { Change, StoredSpan } from "./changeable-store.ts";

type Side = "outbound" | "inbound";

/** The proxies at one hop: which there are, and whether their spans come. */
export type MeshedHop = { readonly sides: readonly Side[]; readonly areLost?: boolean };

const wholeHop: MeshedHop = { sides: ["outbound", "inbound"] };

/**
 * Puts the spans of Linkerd's proxies between a call and the span that serves it, two a side, the header rewritten by
 * each; `hopOf` says what stands before the callee of that service.
 */
export function addMesh(hopOf: (callee: string) => MeshedHop = () => wholeHop): Change {
  return (spans) => {
    const byId = new Map(spans.map((span) => [span.spanID, span]));
    return spans.flatMap((span) => {
      const caller = byId.get(span.parentSpanID);
      if (kindOf(span) !== "server" || caller === undefined || caller.service === span.service) return [span];
      const { sides, areLost = false } = hopOf(span.service);
      const proxies = sides.flatMap((side) => [`${side} server`, `${side} client`]).map((role) => role.split(" "));
      const ids = proxies.map((role) => idOf(span, role));
      const made = proxies.map(([side, kind], index) => ({
        service: "linkerd-proxy",
        resource: [],
        traceID: span.traceID,
        spanID: ids[index] ?? "",
        parentSpanID: ids[index - 1] ?? caller.spanID,
        operationName: `/${span.operationName.replace(/^\w+ \//, "")}`,
        startTime: span.startTime,
        duration: span.duration,
        tags: [
          { key: "span.kind", value: kind },
          { key: "direction", value: side },
        ],
      }));
      return [...(areLost ? [] : made), { ...span, parentSpanID: ids.at(-1) ?? caller.spanID }];
    });
  };
}

function kindOf({ tags }: StoredSpan): unknown {
  return tags.find(({ key }) => key === "span.kind")?.value;
}

/** The same at every look. */
function idOf({ spanID }: StoredSpan, role: readonly string[]): string {
  return createHash("sha256").update(spanID).update(role.join()).digest("hex").slice(0, 16);
}
