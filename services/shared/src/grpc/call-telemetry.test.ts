import { once } from "node:events";
import { connect } from "node:http2";
import { Client, credentials } from "@grpc/grpc-js";
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { expect, onTestFinished, test } from "vitest";
import { errors } from "../errors/errors.ts";
import { allOf } from "./testing/all-of.ts";
import { type Echo, type EchoHandlers, startEcho } from "./testing/echo-service.ts";
import type { GrowingList } from "./testing/growing-list.ts";
import { of } from "./testing/of.ts";
import { recordSpans } from "./testing/record-spans.ts";
import { within } from "./testing/within.ts";

const broken = () => {
  throw new Error("bug");
};

const refuse = () => {
  throw errors.invalidArgument("text", "a longer one", "a");
};

/** Handlers that send or take one message and then wait for the end of the call. */
const waiting: EchoHandlers = {
  echo: () => new Promise(() => {}),
  async *spell(word, { signal }) {
    yield word;
    await once(signal, "abort");
  },
  join: async (_, { signal }) => {
    await once(signal, "abort");
    return "";
  },
  async *chat(lines, { signal }) {
    for await (const line of lines) yield line;
    await once(signal, "abort");
  },
};

const failing: EchoHandlers = {
  echo: broken,
  async *spell(word) {
    yield word;
    broken();
  },
  join: broken,
  async *chat(lines) {
    for await (const line of lines) yield line;
    broken();
  },
};

const refusing: EchoHandlers = { echo: refuse, spell: refuse, join: refuse, chat: refuse };

type CallName = keyof EchoHandlers;

/** Makes the call to its end; `signal` cancels it. */
function makeCall({ client }: Echo, name: CallName, timeoutMs: number, signal: AbortSignal): Promise<unknown> {
  const options = within(timeoutMs, signal);
  switch (name) {
    case "echo":
      return client.echo("a", options);
    case "spell":
      return allOf(client.spell("a", options));
    case "join":
      return client.join(of("a"), options);
    case "chat":
      return allOf(client.chat(of("a"), options));
  }
}

/** Both spans of the only call, once they have ended. */
async function bothOf(spans: GrowingList<ReadableSpan>): Promise<{ client: ReadableSpan; server: ReadableSpan }> {
  const ended = await spans.until(2);
  const find = (kind: SpanKind) => ended.find((span) => span.kind === kind)!;
  return { client: find(SpanKind.CLIENT), server: find(SpanKind.SERVER) };
}

function exemplarOf(span: ReadableSpan): string {
  const { traceId, spanId } = span.spanContext();
  return `# {trace_id="${traceId}",span_id="${spanId}"}`;
}

const asIs = (bytes: Buffer) => bytes;

const methods = { echo: "Echo", spell: "Spell", join: "Join", chat: "Chat" } as const;

const { ERROR, UNSET } = SpanStatusCode;

/** A way to end; what either side sees; whether that is an error of the server's. */
const ends: [string, Partial<EchoHandlers>, { timeoutMs?: number; cancels?: boolean }, string, SpanStatusCode][] = [
  ["that is answered", {}, {}, "OK", UNSET],
  ["that its handler refuses", refusing, {}, "INVALID_ARGUMENT", UNSET],
  ["whose handler has a bug", failing, {}, "INTERNAL", ERROR],
  ["past its deadline", waiting, { timeoutMs: 150 }, "DEADLINE_EXCEEDED", ERROR],
  ["that its caller cancels", waiting, { cancels: true }, "CANCELLED", UNSET],
];

const cases = ends.flatMap(([how, handlers, end, status, serverStatus]) =>
  (["echo", "spell", "join", "chat"] as const).map((name) => ({ name, how, handlers, end, status, serverStatus })),
);

test.each(cases)("a call of `$name` $how leaves one span a side, $status", async (one) => {
  const { name, handlers, end, status, serverStatus } = one;
  const spans = await recordSpans();
  const caller = new AbortController();
  const begun = Promise.withResolvers<void>();
  const echo = await startEcho(handlers, {
    authenticate: () => {
      begun.resolve();
      return undefined;
    },
  });
  const call = makeCall(echo, name, end.timeoutMs ?? 5_000, caller.signal);
  if (end.cancels) void begun.promise.then(() => caller.abort());
  if (status === "OK") await call;
  else await expect(call).rejects.toMatchObject({ entry: { status } });

  const { client, server } = await bothOf(spans);
  const method = `test.v1.EchoService/${methods[name]}`;
  const attributes = { "rpc.system.name": "grpc", "rpc.method": method, "rpc.status_code": status };
  expect(client).toMatchObject({
    name: method,
    attributes: { ...attributes, "server.address": "127.0.0.1", "server.port": echo.port },
    status: { code: status === "OK" ? UNSET : ERROR },
  });
  expect(client.attributes["error.type"]).toBe(status === "OK" ? undefined : status);
  expect(server).toMatchObject({ name: method, attributes, status: { code: serverStatus } });
  expect(server.attributes["error.type"]).toBe(serverStatus === ERROR ? status : undefined);
  expect(server.parentSpanContext).toMatchObject({ spanId: client.spanContext().spanId, isRemote: true });
  expect(echo.log.items).toHaveLength(1);
  expect(echo.log.items[0]).toMatchObject({ rpc: method, status });

  const labels = `rpc_system_name="grpc",rpc_method="${method}",rpc_status_code="${status}"`;
  const served = await echo.metrics.metrics();
  expect(served).toContain(`rpc_server_call_duration_seconds_count{${labels}} 1\n`);
  expect(served).toContain(exemplarOf(server));
  const called = await echo.clientMetrics.metrics();
  const address = `server_address="127.0.0.1",server_port="${echo.port}"`;
  expect(called).toContain(`rpc_client_call_duration_seconds_count{${labels},${address}} 1\n`);
  expect(called).toContain(exemplarOf(client));
});

test("a stream's spans hang where it was called, and those of its handler's steps below the server's", async () => {
  const spans = await recordSpans();
  const { client } = await startEcho({
    async *chat(lines) {
      for await (const line of lines) {
        trace.getTracer("test").startSpan("work").end();
        yield line;
      }
    },
  });
  const stream = trace.getTracer("test").startActiveSpan("visit", (visit) => {
    visit.end();
    return client.chat(of("a", "b"), within(5_000));
  });
  await allOf(stream);
  const ended = await spans.until(5);
  const find = (kind: SpanKind, name: string) => ended.find((span) => span.kind === kind && span.name.endsWith(name))!;
  const server = find(SpanKind.SERVER, "Chat");
  const visitId = find(SpanKind.INTERNAL, "visit").spanContext().spanId;
  expect(find(SpanKind.CLIENT, "Chat").parentSpanContext?.spanId).toBe(visitId);
  const works = spans.items.filter(({ name }) => name === "work");
  expect(works).toHaveLength(2);
  for (const work of works) expect(work.parentSpanContext?.spanId).toBe(server.spanContext().spanId);
});

test("a call that the channel sends again is one client span and one count, with a server span a try", async () => {
  const spans = await recordSpans();
  let tries = 0;
  const { client, clientMetrics, metrics } = await startEcho(() => {
    if (++tries < 3) throw errors.unavailable();
    return "at last";
  });
  await client.echo("x", within(5_000));
  const ofKind = (kind: SpanKind) => spans.items.filter((span) => span.kind === kind);
  const [clientSpan, ...more] = ofKind(SpanKind.CLIENT);
  expect(more).toEqual([]);
  expect(clientSpan?.attributes["rpc.status_code"]).toBe("OK");
  const served = ofKind(SpanKind.SERVER);
  expect(served.map(({ attributes }) => attributes["rpc.status_code"])).toEqual(["UNAVAILABLE", "UNAVAILABLE", "OK"]);
  for (const { parentSpanContext } of served) {
    expect(parentSpanContext?.spanId).toBe(clientSpan?.spanContext().spanId);
  }
  expect(await clientMetrics.metrics()).toMatch(/rpc_client_call_duration_seconds_count\{.*"OK".*\} 1\n/);
  expect(await metrics.metrics()).toMatch(/rpc_server_call_duration_seconds_count\{.*"UNAVAILABLE".*\} 2\n/);
});

test("a stream whose caller is gone without a word leaves its span", async () => {
  const spans = await recordSpans();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { port, log } = await startEcho({
    async *spell(word, { signal }) {
      begin();
      await once(signal, "abort");
      yield word;
    },
  });
  const session = connect(`http://127.0.0.1:${port}`).on("error", () => {});
  const request = session.request({
    ":method": "POST",
    ":path": "/test.v1.EchoService/Spell",
    "content-type": "application/grpc",
    te: "trailers",
  });
  request.on("error", () => {}).end(Buffer.from([0, 0, 0, 0, 3, 0x0a, 1, 0x61]));
  await begun;
  session.socket.destroy();
  const [span] = await spans.until(1);
  expect(span).toMatchObject({ kind: SpanKind.SERVER, attributes: { "rpc.status_code": "CANCELLED" } });
  expect(log.items).toMatchObject([{ status: "CANCELLED", sent: 0 }]);
});

test("a caller that leaves its loop leaves one span a side, CANCELLED", async () => {
  const spans = await recordSpans();
  const { client } = await startEcho(waiting);
  for await (const part of client.spell("a", within(5_000))) if (part === "a") break;
  const both = await bothOf(spans);
  for (const span of [both.client, both.server]) expect(span.attributes["rpc.status_code"]).toBe("CANCELLED");
});

test("the metric counts calls that are not sampled, with no exemplar", async () => {
  const spans = await recordSpans();
  const { client, metrics } = await startEcho({});
  const parent = { traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: TraceFlags.NONE };
  await context.with(trace.setSpanContext(ROOT_CONTEXT, parent), () => client.echo("a", within(5_000)));
  const text = await metrics.metrics();
  expect(text).toMatch(/rpc_server_call_duration_seconds_count\{.*\} 1\n/);
  expect(text).not.toContain("# {");
  expect(spans.items).toEqual([]);
});

test("health checks and unknown methods leave neither span nor metric", async () => {
  const spans = await recordSpans();
  const { port, metrics } = await startEcho({});
  const raw = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => raw.close());
  for (const path of ["/grpc.health.v1.Health/Check", "/test.v1.EchoService/Nothing", "/x/1"]) {
    await new Promise<void>((resolve) => {
      raw.makeUnaryRequest(path, asIs, asIs, Buffer.alloc(0), () => resolve());
    });
  }
  expect(await metrics.metrics()).not.toContain("rpc_server_call_duration_seconds_count");
  expect(spans.items).toEqual([]);
});
