import type { TraceSpan } from "../../jaeger/trace-span.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { findHops } from "../evidence/find-hops.ts";
import { createTraceTree } from "../evidence/trace-tree.ts";

export const traceId = "a".repeat(32);

/** A span of 10 ms from the beginning on, unless told. */
export function span(part: Partial<TraceSpan> & Pick<TraceSpan, "spanId" | "service" | "name">): TraceSpan {
  return {
    traceId,
    parentSpanId: "",
    kind: "INTERNAL",
    startMs: 1_000,
    durationMs: 10,
    isError: false,
    attributes: {},
    resource: {},
    ...part,
  };
}

const listAll = "emojivoto.v1.EmojiService/ListAll";

/** GET /api/list, whole: visit → vote-bot's call → web → web's call → emoji, their ids being these words. */
export const listSpans: readonly TraceSpan[] = [
  span({ spanId: "visit", service: "vote-bot", name: "visit" }),
  span({
    spanId: "get",
    parentSpanId: "visit",
    service: "vote-bot",
    name: "GET",
    kind: "CLIENT",
    attributes: { "http.response.status_code": 200, "url.full": "http://web/api/list" },
  }),
  span({ spanId: "web", parentSpanId: "get", service: "web", name: "GET /api/list", kind: "SERVER" }),
  span({ spanId: "call", parentSpanId: "web", service: "web", name: listAll, kind: "CLIENT" }),
  span({ spanId: "emoji", parentSpanId: "call", service: "emoji", name: listAll, kind: "SERVER" }),
];

/** The spans with some of them changed, by id. */
export function changed(changes: Readonly<Record<string, Partial<TraceSpan>>>, spans = listSpans): TraceSpan[] {
  return spans.map((each) => Object.assign({ ...each }, changes[each.spanId]));
}

/** Without these, by id. */
export function without(...ids: readonly string[]): TraceSpan[] {
  return listSpans.filter(({ spanId }) => !ids.includes(spanId));
}

/** What doctor makes of these spans of a GET /api/list. */
export function evidenceOf(spans: readonly TraceSpan[], part: Partial<Evidence> = {}): Evidence {
  const tree = createTraceTree(spans);
  const visit: Evidence["visit"] = {
    traceId,
    outcome: "ok",
    reason: "",
    status: 200,
    isSampled: true,
    requests: [
      {
        request: "GET /api/list",
        status: 200,
        webSpan: { traceId: webTraceId(spans), spanId: "web", isSampled: true },
      },
    ],
  };
  return {
    visit,
    tree,
    hops: findHops(visit, tree),
    servicesKnown: [],
    ownSpans: "exported",
    expectMesh: "any",
    ...part,
  };
}

function webTraceId(spans: readonly TraceSpan[]): string {
  return spans.find(({ spanId }) => spanId === "web")?.traceId ?? traceId;
}
