import type { Span_Link } from "@emojivoto/proto/otlp/trace";
import type { DecodedSpan } from "../../store/decode-span.ts";
import { jaegerTraceId } from "./jaeger-trace-id.ts";

export type Reference = {
  readonly refType: "CHILD_OF" | "FOLLOWS_FROM";
  readonly traceID: string;
  readonly spanID: string;
};

/**
 * A span's parent and its links; a link to the parent gives that its type. What Jaeger's page takes for the parent
 * comes first. `traceID` is as Jaeger has it.
 */
export function spanReferences({ parentSpanId, links }: DecodedSpan, traceID: string): Reference[] {
  const isRoot = parentSpanId.every((byte) => byte === 0);
  const spanID = parentSpanId.toString("hex");
  if (links.length === 0) return isRoot ? [] : [{ refType: "CHILD_OF", traceID, spanID }];
  const linked = links.filter(({ traceId }) => traceId.some((byte) => byte !== 0)).map(referenceOf);
  if (isRoot) return parentFirst(linked, traceID);
  const isParent = (link: Reference) => link.traceID === traceID && link.spanID === spanID;
  const refType = linked.findLast(isParent)?.refType ?? "CHILD_OF";
  return parentFirst([{ refType, traceID, spanID }, ...linked.filter((link) => !isParent(link))], traceID);
}

/** Moves the first CHILD_OF within the trace to the front, or, where there is none, the first reference within it. */
function parentFirst(references: Reference[], traceID: string): Reference[] {
  const own = references.filter((reference) => reference.traceID === traceID);
  const parent = own.find(({ refType }) => refType === "CHILD_OF") ?? own[0];
  const first = references[0];
  if (parent === undefined || first === undefined) return references;
  // Jaeger swaps the two.
  const swapped = new Map([
    [parent, first],
    [first, parent],
  ]);
  return references.map((reference) => swapped.get(reference) ?? reference);
}

function referenceOf({ traceId, spanId, attributes }: Span_Link): Reference {
  const type = attributes.find(({ key }) => key === "opentracing.ref_type")?.value?.stringValue;
  return {
    refType: type === "child_of" ? "CHILD_OF" : "FOLLOWS_FROM",
    traceID: jaegerTraceId(traceId.toString("hex")),
    spanID: spanId.toString("hex"),
  };
}
