import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { traceBackends } from "../support/trace-backends.ts";
import { knownTrace } from "./known-trace.ts";

// One contract for both: what reads traces from the local store reads them from a real Jaeger.
describe.each(traceBackends)("$name", ({ isMissing, start }) => {
  describe.skipIf(isMissing)("answers Jaeger's query API", () => {
    let backend: TraceBackend;
    const known = knownTrace("");

    beforeAll(async () => {
      backend = await start();
      const response = await fetch(`${backend.otlpHttp}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(known.request),
      });
      expect(response.status).toBe(200);
      const isThere = async () => expect((await get(`/api/traces/${known.traceId}`)).status).toBe(200);
      await vi.waitFor(isThere, { timeout: 10_000, interval: 20 });
    });

    afterAll(() => backend?.stop());

    const get = async (path: string) => {
      const response = await fetch(`${backend.query}${path}`);
      return { status: response.status, body: (await response.json()) as Answer };
    };

    const found = async (query: string) => {
      const { status, body } = await get(`/api/traces?${query}`);
      expect(status).toBe(200);
      return (body.data as Trace[]).map(({ traceID }) => traceID);
    };

    test("the services that have sent spans, and their operations", async () => {
      const { body } = await get("/api/services");
      expect((body.data as string[]).toSorted()).toEqual(["vote-bot", "voting", "web"]);
      expect(body).toMatchObject({ total: 3, errors: null });
      const operations = await get("/api/services/web/operations");
      expect((operations.body.data as string[]).toSorted()).toEqual([
        "GET /api/vote",
        "emojivoto.v1.VotingService/VoteDoughnut",
      ]);
      expect((await get("/api/services/nobody/operations")).body.data ?? []).toEqual([]);
      expect((await get("/api/operations?service=web&spanKind=server")).body.data).toEqual([
        { name: "GET /api/vote", spanKind: "server" },
      ]);
    });

    test("a trace by its id, with every span, tag, reference and process", async () => {
      const { body } = await get(`/api/traces/${known.traceId}`);
      expect(body.data).toHaveLength(1);
      expect(plain(body.data[0] as Trace, known.startTimeMs)).toEqual(expectedSpans);
    });

    test("a trace's id without its leading zeros, and one that is not there", async () => {
      expect((await get("/api/traces/00000000000000000000000000000001")).status).toBe(404);
      expect(await get("/api/traces/1")).toMatchObject({ status: 404, body: { data: null, errors: [{ code: 404 }] } });
    });

    test("traces by service, operation, tags, duration, time and limit", async () => {
      const { traceId } = known;
      expect(await found("service=web&limit=20")).toEqual([traceId]);
      expect(await found("service=web&operation=GET%20%2Fapi%2Fvote")).toEqual([traceId]);
      expect(await found("service=voting&operation=GET%20%2Fapi%2Fvote")).toEqual([]);
      expect(await found(`service=web&${tagsQuery({ "http.response.status_code": "500" })}`)).toEqual([traceId]);
      expect(await found(`service=web&${tagsQuery({ "http.response.status_code": "200" })}`)).toEqual([]);
      expect(await found("service=voting&minDuration=10ms")).toEqual([traceId]);
      expect(await found("service=voting&minDuration=16ms")).toEqual([]);
      expect(await found("service=voting&maxDuration=14ms")).toEqual([]);
      const startUs = Math.floor(known.startTimeMs * 1_000);
      expect(await found(`service=web&start=${startUs - 1_000_000}&end=${startUs + 1_000_000}`)).toEqual([traceId]);
      expect(await found(`service=web&start=${startUs - 2_000_000}&end=${startUs - 1_000_000}`)).toEqual([]);
      expect(await found("service=nobody")).toEqual([]);
      expect(await found(`traceID=${traceId}`)).toEqual([traceId]);
    });

    test("who calls whom", async () => {
      const query = `endTs=${Date.now() + 60_000}&lookback=3600000`;
      const { body } = await get(`/api/dependencies?${query}`);
      const calls = (body.data as Dependency[]).map(
        ({ parent, child, callCount }) => `${parent} ${child} ${callCount}`,
      );
      // Jaeger counts a span below one of its own service too.
      expect(calls.toSorted()).toEqual(["vote-bot vote-bot 1", "vote-bot web 1", "web voting 1", "web web 1"]);
    });

    test.each([
      "/api/traces",
      "/api/traces/xyz",
      "/api/traces?service=web&limit=many",
      "/api/traces?service=web&minDuration=1",
    ])("%s is refused with a reason", async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body).toMatchObject({ data: null, errors: [{ code: 400 }] });
      expect(body.errors[0]?.msg).not.toBe("");
    });
  });
});

type Answer = { data: unknown[]; errors: { code: number; msg: string }[] };
type Tag = { key: string; type: string; value: unknown };
type Span = {
  spanID: string;
  operationName: string;
  references: { refType: string; traceID: string; spanID: string }[];
  startTime: number;
  duration: number;
  tags: Tag[];
  logs: { timestamp: number; fields: Tag[] }[];
  processID: string;
};
type Trace = { traceID: string; spans: Span[]; processes: Record<string, { serviceName: string; tags: Tag[] }> };
type Dependency = { parent: string; child: string; callCount: number };

const tagsQuery = (wanted: object) => `tags=${encodeURIComponent(JSON.stringify(wanted))}`;

const tagsOf = (tags: Tag[]) => Object.fromEntries(tags.map(({ key, type, value }) => [key, [type, value]]));

/** A trace without its random ids, its spans in the order of time: what must be the same in any backend. */
function plain({ spans, processes }: Trace, startTimeMs: number) {
  const inOrder = spans.toSorted((a, b) => a.startTime - b.startTime);
  return inOrder.map(({ references, startTime, tags, logs, processID, duration, operationName }) => ({
    service: processes[processID]?.serviceName,
    operation: operationName,
    parent: references.map(({ refType, spanID }) => [refType, inOrder.findIndex((span) => span.spanID === spanID)]),
    atUs: startTime - startTimeMs * 1_000,
    durationUs: duration,
    tags: tagsOf(tags),
    processTags: tagsOf(processes[processID]?.tags ?? []),
    logs: logs.map(({ timestamp, fields }) => ({ atUs: timestamp - startTimeMs * 1_000, fields: tagsOf(fields) })),
  }));
}

const scope = { "otel.scope.name": ["string", "known"], "otel.scope.version": ["string", "2"] };
const failed = { error: ["bool", true], "otel.status_code": ["string", "ERROR"] };

const span = (service: string, operation: string, parent: number | undefined, kind: string, tags: object = {}) => ({
  service,
  operation,
  parent: parent === undefined ? [] : [["CHILD_OF", parent]],
  tags: { ...scope, "span.kind": ["string", kind], ...tags },
  processTags: { "service.version": ["string", "1"] },
  logs: [] as unknown[],
});

const described = { ...failed, "otel.status_description": ["string", "ERROR"] };
const rpc = "emojivoto.v1.VotingService/VoteDoughnut";

const expectedSpans = [
  {
    ...span("vote-bot", "visit", undefined, "internal", { "emojivoto.scenario": ["string", "classic"] }),
    atUs: 0,
    durationUs: 40_000,
  },
  { ...span("vote-bot", "GET /api/vote", 0, "client"), atUs: 1_000, durationUs: 38_000 },
  {
    ...span("web", "GET /api/vote", 1, "server", {
      ...failed,
      "http.request.method": ["string", "GET"],
      "http.response.status_code": ["int64", 500],
      "emojivoto.sampled": ["bool", true],
    }),
    atUs: 3_000,
    durationUs: 30_000,
  },
  { ...span("web", rpc, 2, "client", described), atUs: 5_000, durationUs: 20_000 },
  {
    ...span("voting", rpc, 3, "server", {
      ...described,
      "rpc.system.name": ["string", "grpc"],
      ratio: ["float64", 0.5],
    }),
    atUs: 7_000,
    durationUs: 15_000,
    logs: [{ atUs: 8_000, fields: { event: ["string", "exception"], a: ["string", "b"] } }],
  },
];
