/** A visit to make up. */
export type Visit = {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Since 1970. */
  readonly startTimeMs: number;
  /** Stretches all times; 14.2 ms without. */
  readonly slowness?: number;
  readonly isFailure?: boolean;
  readonly hasMesh?: boolean;
};

type Attributes = Readonly<Record<string, string>>;
type Call = {
  service: string;
  name: string;
  fromMs: number;
  toMs: number;
  attributes?: Attributes;
  isFailed?: boolean;
};
type Kind = keyof typeof kinds;

const kinds = { internal: 1, server: 2, client: 3 };

/**
 * A visit of vote-bot (list, then vote) as OTLP/JSON, traced as the services and a mesh's proxies trace it: four
 * proxy spans a hop, which end in time one within the other and know nothing of a gRPC failure.
 */
export function sampleVisit({ traceId, startTimeMs, slowness = 1, isFailure = false, hasMesh = true }: Visit) {
  const resourceSpans: unknown[] = [];

  const timestamp = (ms: number) => unixNano(startTimeMs + ms * slowness);

  const add = (parentSpanId: string, kind: Kind, call: Call, workload = call.service) => {
    const spanId = (resourceSpans.length + 1).toString(16).padStart(16, "a");
    const span = {
      traceId,
      spanId,
      parentSpanId,
      name: call.name,
      kind: kinds[kind],
      startTimeUnixNano: timestamp(call.fromMs),
      endTimeUnixNano: timestamp(call.toMs),
      attributes: otlpAttributes(call.attributes ?? {}),
      status: call.isFailed === true ? { code: 2 } : {},
    };
    const resource = { attributes: otlpAttributes({ "service.name": call.service, "host.name": workload }) };
    const scope = call.service === "linkerd-proxy" ? {} : { name: "sample" };
    resourceSpans.push({ resource, scopeSpans: [{ scope, spans: [span] }] });
    return spanId;
  };

  const throughMesh = (
    clientId: string,
    caller: string,
    callee: string,
    path: string,
    fromMs: number,
    toMs: number,
  ) => {
    const layers = [
      ["outbound", "server"],
      ["outbound", "client"],
      ["inbound", "server"],
      ["inbound", "client"],
    ] as const;
    return layers.reduce((above, [direction, kind], at) => {
      const attributes = { direction, "url.path": path, "http.response.status_code": "200" };
      const call = {
        service: "linkerd-proxy",
        name: path,
        fromMs: fromMs + at * 0.1,
        toMs: toMs - at * 0.1,
        attributes,
      };
      return add(above, kind, call, direction === "outbound" ? caller : callee);
    }, clientId);
  };

  /** A client's span, the proxies', the server's; resolves to the server's id. */
  const request = (parentId: string, callee: string, path: string, clientName: string, call: Call) => {
    const { service: caller, fromMs, toMs } = call;
    const clientId = add(parentId, "client", { ...call, name: clientName });
    const aboveId = hasMesh ? throughMesh(clientId, caller, callee, path, fromMs + 0.1, toMs - 0.1) : clientId;
    return add(aboveId, "server", { ...call, service: callee, fromMs: fromMs + 0.6, toMs: toMs - 0.6 });
  };

  const rpc = (parentId: string, callee: string, name: string, fromMs: number, toMs: number, isFailed = false) => {
    const attributes = {
      "rpc.system.name": "grpc",
      "rpc.method": name,
      "rpc.response.status_code": isFailed ? "UNKNOWN" : "OK",
    };
    return request(parentId, callee, `/${name}`, name, { service: "web", name, fromMs, toMs, attributes, isFailed });
  };

  const http = (parentId: string, route: string, fromMs: number, toMs: number, isFailed = false) => {
    const attributes = { "http.route": route, "http.response.status_code": isFailed ? "500" : "200" };
    const call = { service: "vote-bot", name: `GET ${route}`, fromMs, toMs, attributes, isFailed };
    return request(parentId, "web", route, "GET", call);
  };

  const visitId = add("", "internal", { service: "vote-bot", name: "visit", fromMs: 0, toMs: 14.2 });
  rpc(http(visitId, "/api/list", 0.2, 5.4), "emoji", "emojivoto.v1.EmojiService/ListAll", 1.2, 4.4);
  const voteId = http(visitId, "/api/vote", 5.8, 14, isFailure);
  rpc(voteId, "emoji", "emojivoto.v1.EmojiService/FindByShortcode", 6.8, 9);
  const method = isFailure ? "VoteDoughnut" : "VoteDog";
  const votingId = rpc(voteId, "voting", `emojivoto.v1.VotingService/${method}`, 9.2, 13, isFailure);
  if (!isFailure) {
    const attributes = { "db.system.name": "sqlite", "db.operation.name": "COMMIT" };
    add(votingId, "client", { service: "voting", name: "COMMIT", fromMs: 10.2, toMs: 12.1, attributes });
  }
  return { resourceSpans };
}

/** A log line of voting that belongs to a visit's span. */
export function sampleLog({ traceId, startTimeMs }: Visit, spanId: string) {
  const line = {
    timeUnixNano: unixNano(startTimeMs),
    severityText: "ERROR",
    body: { stringValue: "the doughnut fails on purpose" },
    traceId,
    spanId,
    attributes: otlpAttributes({ rpc: "VoteDoughnut" }),
  };
  const resource = { attributes: otlpAttributes({ "service.name": "voting" }) };
  return { resourceLogs: [{ resource, scopeLogs: [{ scope: {}, logRecords: [line] }] }] };
}

/** In whole microseconds: a number of nanoseconds since 1970 is not exact. */
function unixNano(timeMs: number): string {
  return `${Math.round(timeMs * 1_000)}000`;
}

function otlpAttributes(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));
}

/** A trace of one service whose spans each stand in the one before, `span 0` to `span <depth - 1>`. */
export function deepTrace(traceId: string, depth: number) {
  const startMs = Date.now() - depth;
  const spans = Array.from({ length: depth }, (_, at) => ({
    traceId,
    spanId: chainId(at),
    parentSpanId: chainId(at - 1),
    name: `span ${at}`,
    kind: kinds.internal,
    startTimeUnixNano: unixNano(startMs + at / 2),
    endTimeUnixNano: unixNano(startMs + depth - at / 2),
    status: {},
  }));
  const resource = { attributes: otlpAttributes({ "service.name": "deep" }) };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "sample" }, spans }] }] };
}

/** Of the span at a depth; "", the root's parent, above it. */
function chainId(depth: number): string {
  return depth < 0 ? "" : (depth + 1).toString(16).padStart(16, "0");
}
