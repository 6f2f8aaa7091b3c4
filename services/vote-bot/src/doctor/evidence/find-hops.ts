import type { TraceSpan } from "../../jaeger/trace-span.ts";
import { type ExpectedHop, expectedHops } from "./expected-hops.ts";
import type { Hop } from "./hop.ts";
import { isProxySpan } from "./is-proxy-span.ts";
import type { SentRequest, SentVisit } from "./sent-visit.ts";
import type { TraceTree } from "./trace-tree.ts";

/** What the spans show of each call of the visit. */
export function findHops(visit: SentVisit, tree: TraceTree): Hop[] {
  const webSpans = new Map<number, TraceSpan>();
  return expectedHops(visit.requests).map((expected) => {
    const { requestIndex, rpc } = expected;
    const request = visit.requests[requestIndex];
    const hop =
      rpc === undefined
        ? hopToWeb(expected, visit, tree, request)
        : hopToBackend({ ...expected, rpc }, visit, tree, webSpans.get(requestIndex));
    if (rpc === undefined && hop.callee !== undefined) webSpans.set(requestIndex, hop.callee);
    return hop;
  });
}

function hopToWeb(expected: ExpectedHop, visit: SentVisit, tree: TraceTree, request: SentRequest | undefined): Hop {
  const answered = tree.spans.filter(
    (span) => span.kind === "CLIENT" && span.traceId === visit.traceId && isVoteBots(span) && isAnswered(span),
  );
  const caller = answered[expected.requestIndex];
  const servers = tree.spans.filter(isAppServer);
  // What web's answer says is certain; without it, what begins with the same request is taken for this one.
  const callee =
    request?.webSpan === undefined
      ? (servers.find((span) => caller !== undefined && tree.appParent(span) === caller) ??
        servers.find((span) => span.traceId !== visit.traceId && serves(span, expected.request)))
      : servers.find((span) => span.spanId === request.webSpan?.spanId);
  const webTraceId = callee?.traceId ?? request?.webSpan?.traceId;
  const isSplit = webTraceId !== undefined && webTraceId !== visit.traceId;
  return { ...expected, ...seen(tree, caller, callee), ...(isSplit && { state: "split" }) };
}

function hopToBackend(
  expected: ExpectedHop & { readonly rpc: string },
  visit: SentVisit,
  tree: TraceTree,
  webSpan: TraceSpan | undefined,
): Hop {
  const isRpc = (span: TraceSpan) => !isProxySpan(span) && span.name.includes(expected.rpc);
  const calls = tree.spans.filter((span) => span.kind === "CLIENT" && isRpc(span));
  const caller = webSpan && calls.find((span) => tree.ancestors(span).includes(webSpan));
  const servers = tree.spans.filter((span) => isAppServer(span) && isRpc(span));
  const joined = servers.find((span) => caller !== undefined && tree.appParent(span) === caller);
  // One list and one vote a visit: whatever served that rpc apart from its caller belongs to this hop.
  const apart = servers.filter((span) => !calls.some((call) => call === tree.appParent(span)));
  const callee = joined ?? apart.find(({ traceId }) => traceId === visit.traceId) ?? apart[0];
  return { ...expected, ...seen(tree, caller, callee) };
}

function seen(tree: TraceTree, caller: TraceSpan | undefined, callee: TraceSpan | undefined) {
  return { caller, callee, proxies: proxiesBetween(tree, caller, callee), state: stateOf(tree, caller, callee) };
}

function stateOf(tree: TraceTree, caller: TraceSpan | undefined, callee: TraceSpan | undefined): Hop["state"] {
  if (callee === undefined) return caller === undefined ? "unseen" : "silent";
  if (caller === undefined) return "gap";
  if (caller.traceId !== callee.traceId) return "split";
  return tree.ancestors(callee).includes(caller) ? "joined" : "gap";
}

/** Below the caller and above the callee, as far as they have come. */
function proxiesBetween(tree: TraceTree, caller: TraceSpan | undefined, callee: TraceSpan | undefined): TraceSpan[] {
  const ancestors = callee === undefined ? [] : tree.ancestors(callee);
  const firstApp = ancestors.findIndex((span) => !isProxySpan(span));
  const above = new Set(firstApp === -1 ? ancestors : ancestors.slice(0, firstApp));
  return tree.spans.filter(
    (span) => isProxySpan(span) && (above.has(span) || (caller !== undefined && tree.appParent(span) === caller)),
  );
}

function isAppServer(span: TraceSpan): boolean {
  return span.kind === "SERVER" && !isProxySpan(span);
}

function isVoteBots({ service }: TraceSpan): boolean {
  return service === "vote-bot";
}

/** A request that went over a connection just closed has a span too, but no answer. */
function isAnswered({ attributes }: TraceSpan): boolean {
  return attributes["http.response.status_code"] !== undefined;
}

/** `GET /api/list`, as the route of the span or as its path. */
export function serves({ name, attributes }: TraceSpan, request: string): boolean {
  return name === request || request.endsWith(` ${String(attributes["url.path"])}`);
}
