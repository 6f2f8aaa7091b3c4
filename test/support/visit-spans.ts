import { type Attributes, exportSpans, newSpanId, newTraceId, type TestSpan } from "./otlp-spans.ts";

type Template = {
  readonly service: string;
  readonly name: string;
  readonly kind: NonNullable<TestSpan["kind"]>;
  /** The index of its parent. */
  readonly parent: number;
  readonly attributes: Attributes;
};

const proxyService = "linkerd-proxy";

const http = (method: string, path: string): Attributes => ({
  "http.request.method": method,
  "url.scheme": "http",
  "url.path": path,
  "http.route": path,
  "server.address": "127.0.0.1",
  "server.port": 8080,
  "network.protocol.version": "1.1",
  "network.peer.address": "127.0.0.1",
  "network.peer.port": 40_123,
  "user_agent.original": "vote-bot/1.0",
  "http.response.status_code": 200,
});

const rpc = (method: string): Attributes => ({
  "rpc.system.name": "grpc",
  "rpc.method": method,
  "rpc.status_code": "OK",
  "server.address": "127.0.0.1",
  "server.port": 8082,
  "network.transport": "tcp",
});

const proxied = (direction: string, path: string): Attributes => ({
  direction,
  "http.request.method": "POST",
  "url.scheme": "http",
  "url.path": path,
  "url.full": `http://127.0.0.1:8080${path}`,
  "network.transport": "tcp",
  "server.address": "127.0.0.1",
  "server.port": "8080",
  "http.response.status_code": "200",
});

const meshSides = [
  ["outbound", "SERVER"],
  ["outbound", "CLIENT"],
  ["inbound", "SERVER"],
  ["inbound", "CLIENT"],
] as const;

type Call = { readonly from: string; readonly to: string; readonly name: string; readonly attributes: Attributes };

/** Adds a call's two ends, with a mesh also the four proxy spans between them; gives the index of the callee's. */
function addCall(spans: Template[], parent: number, { from, to, name, attributes }: Call, mesh: boolean): number {
  let last = spans.push({ service: from, name, kind: "CLIENT", parent, attributes }) - 1;
  for (const [direction, kind] of mesh ? meshSides : []) {
    last = spans.push({ service: proxyService, name, kind, parent: last, attributes: proxied(direction, name) }) - 1;
  }
  return spans.push({ service: to, name, kind: "SERVER", parent: last, attributes }) - 1;
}

const request = (path: string): Call => ({ from: "vote-bot", to: "web", name: path, attributes: http("GET", path) });

const rpcOf = (to: string, method: string): Call => ({ from: "web", to, name: method, attributes: rpc(method) });

function visitTemplate(mesh: boolean): Template[] {
  const visit: Attributes = { "emojivoto.scenario": "classic", "emojivoto.visit": 1 };
  const spans: Template[] = [{ service: "vote-bot", name: "visit", kind: "INTERNAL", parent: -1, attributes: visit }];
  const list = addCall(spans, 0, request("/api/list"), mesh);
  addCall(spans, list, rpcOf("emoji", "emojivoto.v1.EmojiService/ListAll"), mesh);
  const vote = addCall(spans, 0, request("/api/vote"), mesh);
  addCall(spans, vote, rpcOf("emoji", "emojivoto.v1.EmojiService/FindByShortcode"), mesh);
  const voting = addCall(spans, vote, rpcOf("voting", "emojivoto.v1.VotingService/VoteJoy"), mesh);
  const store = { "db.system.name": "sqlite", "db.operation.name": "INSERT", "db.namespace": "votes" };
  spans.push({ service: "voting", name: "INSERT ballots", kind: "CLIENT", parent: voting, attributes: store });
  return spans;
}

const meshed = visitTemplate(true);
const plain = visitTemplate(false);

/** The spans of one visit, through a mesh and without one. */
export const spansAVisit = { meshed: meshed.length, plain: plain.length };

/** So many visits that ended just now, as the encoded export requests of the processes that took part. */
export function visitSpans(visits: number, { mesh = true } = {}): Buffer[] {
  const spans = Array.from({ length: visits }, () => oneVisit(mesh ? meshed : plain)).flat();
  const byService = Map.groupBy(spans, ({ service }) => service);
  return Array.from(byService, ([service, itsSpans]) =>
    exportSpans({
      service,
      scope: service === proxyService ? "" : "@emojivoto/shared",
      resource: {
        "service.namespace": "emojivoto",
        "service.version": "0.1.0",
        "host.name": `${service}-0`,
        "process.pid": 1,
        "telemetry.sdk.language": "nodejs",
      },
      spans: itsSpans.map(({ span }) => span),
    }),
  );
}

function oneVisit(template: readonly Template[]): { readonly service: string; readonly span: TestSpan }[] {
  const traceId = newTraceId();
  const ids = template.map(newSpanId);
  const startMs = Date.now() - 20;
  return template.map(({ service, name, kind, parent, attributes }, index) => ({
    service,
    span: {
      traceId,
      spanId: ids[index] ?? "",
      parentSpanId: ids[parent] ?? "",
      name,
      kind,
      startMs: startMs + index / 5,
      durationMs: Math.random() * 8,
      attributes,
    },
  }));
}
