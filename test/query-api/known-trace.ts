import { randomBytes } from "node:crypto";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

type Attributes = Readonly<Record<string, string | number | boolean>>;

type KnownSpan = {
  readonly service: string;
  readonly name: string;
  /** OTLP's number: 1 internal, 2 server, 3 client. */
  readonly kind: 1 | 2 | 3;
  /** The index of its parent in the list. */
  readonly parent?: number;
  /** Milliseconds from the trace's start. */
  readonly at: number;
  readonly ms: number;
  readonly attributes?: Attributes;
  readonly error?: string;
};

/** A visit that failed in voting, as small as it can be and still have every kind of thing in it. */
const spans: readonly KnownSpan[] = [
  { service: "vote-bot", name: "visit", kind: 1, at: 0, ms: 40, attributes: { "emojivoto.scenario": "classic" } },
  { service: "vote-bot", name: "GET /api/vote", kind: 3, parent: 0, at: 1, ms: 38 },
  {
    service: "web",
    name: "GET /api/vote",
    kind: 2,
    parent: 1,
    at: 3,
    ms: 30,
    attributes: { "http.request.method": "GET", "http.response.status_code": 500, "emojivoto.sampled": true },
    error: "",
  },
  {
    service: "web",
    name: "emojivoto.v1.VotingService/VoteDoughnut",
    kind: 3,
    parent: 2,
    at: 5,
    ms: 20,
    error: "ERROR",
  },
  {
    service: "voting",
    name: "emojivoto.v1.VotingService/VoteDoughnut",
    kind: 2,
    parent: 3,
    at: 7,
    ms: 15,
    attributes: { "rpc.system.name": "grpc", ratio: 0.5 },
    error: "ERROR",
  },
];

/** A trace with ids of its own, as an ExportTraceServiceRequest in OTLP/JSON. */
export type KnownTrace = { readonly traceId: string; readonly startTimeMs: number; readonly request: object };

/** The names get `suffix`, so that a backend that holds other traces tells ours apart. */
export function knownTrace(suffix: string, startTimeMs = Date.now() - 1_000): KnownTrace {
  const traceId = hex(16);
  const ids = spans.map(() => hex(8));
  const nanos = (ms: number) => `${BigInt(Math.round((startTimeMs + ms) * 1_000)) * 1_000n}`;
  const resourceSpans = spans.map((span, index) => ({
    resource: { attributes: attributes({ "service.name": `${span.service}${suffix}`, "service.version": "1" }) },
    scopeSpans: [
      {
        scope: { name: "known", version: "2" },
        spans: [
          {
            traceId,
            spanId: ids[index],
            ...(span.parent !== undefined && { parentSpanId: ids[span.parent] }),
            name: span.name,
            kind: span.kind,
            startTimeUnixNano: nanos(span.at),
            endTimeUnixNano: nanos(span.at + span.ms),
            attributes: attributes(span.attributes ?? {}),
            events:
              index === 4 ? [{ name: "exception", timeUnixNano: nanos(8), attributes: attributes({ a: "b" }) }] : [],
            status: span.error === undefined ? {} : { code: 2, ...(span.error && { message: span.error }) },
          },
        ],
      },
    ],
  }));
  return { traceId, startTimeMs, request: { resourceSpans } };
}

function attributes(values: Attributes) {
  return Object.entries(values).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: string | number | boolean) {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
