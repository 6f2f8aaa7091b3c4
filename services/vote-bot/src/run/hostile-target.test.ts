import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, test } from "vitest";
import { readList } from "../scenarios/answers.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { serve } from "../testing/serve.ts";
import { closedPort, serveRaw } from "../testing/serve-raw.ts";
import { maxBodyBytes } from "../web/read-body.ts";
import { oneGet, runAgainst } from "./testing/run-against.ts";

const fiveVisits = { REQUEST_RATE: "100", TTL: "50ms", REQUEST_TIMEOUT: "5s" };
const impatient = { ...fiveVisits, REQUEST_TIMEOUT: "40ms" };

const errorsOf = ({ recorder }: Awaited<ReturnType<typeof runAgainst>>) =>
  Object.fromEntries(recorder.errors().map(({ type, count }) => [type, count]));

/** Says these bytes to every request, and then ends as told. */
const saying = (text: string, then: (socket: Socket) => void) => (socket: Socket) =>
  void socket.on("data", () => socket.write(text, () => then(socket)));
const wait = () => {};
const end = (socket: Socket) => void socket.end();
const reset = (socket: Socket) => void socket.resetAndDestroy();

const ok = "HTTP/1.1 200 OK\r\n";

test.each<[behaviour: string, onConnection: (socket: Socket) => void, type: string]>([
  ["resets at accept", reset, "connection_reset"],
  ["closes without a word", (socket) => socket.on("data", () => socket.end()), "connection_reset"],
  ["hangs", wait, "timeout"],
  ["hangs after its headers", saying(`${ok}Content-Length: 9\r\n\r\n`, wait), "timeout"],
  ["resets after its headers", saying(`${ok}Content-Length: 9\r\n\r\n`, reset), "incomplete_answer"],
  ["ends before the length it told", saying(`${ok}Content-Length: 9\r\n\r\nhalf`, end), "incomplete_answer"],
  ["cuts its chunks", saying(`${ok}Transfer-Encoding: chunked\r\n\r\n9\r\nhalf`, end), "incomplete_answer"],
  ["breaks its chunks", saying(`${ok}Transfer-Encoding: chunked\r\n\r\nnine`, end), "malformed_answer"],
  ["speaks no HTTP", saying("SSH-2.0-OpenSSH_9\r\n", wait), "malformed_answer"],
  ["sends a broken header", saying(`${ok}Content-Length: many\r\n\r\n`, wait), "malformed_answer"],
  [
    "changes to a protocol that nobody asked for",
    saying("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: smtp\r\n\r\n", wait),
    "connection_reset",
  ],
])("a target that %s makes errors of the kind told, and the run ends", async (_, onConnection, type) => {
  const run = await runAgainst(await serveRaw(onConnection), type === "timeout" ? impatient : fiveVisits);
  expect(errorsOf(run)).toEqual({ [type]: 5 });
  expect(run.recorder.requests()).toMatchObject({ sent: 5, ok: 0, [type === "timeout" ? "timeout" : "error"]: 5 });
  expect(run.hasConnected()).toBe(true);
});

test.each<[behaviour: string, answer: RequestListener, type: string]>([
  ["a status of its own failure", (_, response) => void response.writeHead(503).end(), "503"],
  ["what is no JSON", (_, response) => void response.end("<html>"), "unexpected_answer"],
  ["JSON of another form", (_, response) => void response.end('{"emojis": []}'), "unexpected_answer"],
  [
    "a redirect, which is not followed",
    (_, response) => void response.writeHead(302, { location: "/" }).end(),
    "unexpected_answer",
  ],
])("a target that answers %s makes errors of the kind told", async (_, answer, type) => {
  const scenario: Scenario = {
    ...oneGet,
    visit: async ({ send }) => void (await send({ method: "GET", path: "/", read: readList })),
  };
  const run = await runAgainst(await serve(answer), fiveVisits, { scenario });
  expect(errorsOf(run)).toEqual({ [type]: 5 });
});

test("an answer beyond 4 MiB is an error of its own kind", async () => {
  const origin = await serve((_, response) => void response.end(Buffer.alloc(maxBodyBytes + 1)));
  const run = await runAgainst(origin, { ...fiveVisits, REQUEST_RATE: "1" });
  expect(errorsOf(run)).toEqual({ answer_too_long: 1 });
});

test("a target that refuses was never connected", async () => {
  const run = await runAgainst(await closedPort(), fiveVisits);
  expect(errorsOf(run)).toEqual({ connection_refused: 5 });
  expect(run.hasConnected()).toBe(false);
  expect(run.connections().connectionsOpened).toBe(0);
});

test("a target that dies in the middle is seen in the errors, and what it did before is kept", async () => {
  let answered = 0;
  const server = createServer((_, response) => {
    response.end();
    if (++answered < 10) return;
    server.close();
    server.closeAllConnections();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const run = await runAgainst(origin, { REQUEST_RATE: "100", TTL: "250ms" });
  const { sent, ok: good, error } = run.recorder.requests();
  expect(sent).toBe(25);
  expect(good).toBeGreaterThanOrEqual(8);
  expect(error).toBeGreaterThanOrEqual(10);
  expect(errorsOf(run)).toHaveProperty("connection_refused");
});

test("a target that closes each kept connection after its answer loses no request", async () => {
  const answer = `${ok}Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok`;
  const run = await runAgainst(await serveRaw(saying(answer, end)), fiveVisits);
  expect(run.recorder.requests()).toMatchObject({ sent: 5, ok: 5 });
});

test("a target that talks on after its answer harms nobody", async () => {
  const answer = `${ok}Content-Length: 2\r\n\r\nok and HTTP/9 more\r\n`;
  const run = await runAgainst(await serveRaw(saying(answer, wait)), fiveVisits);
  const { sent, ok: good, error } = run.recorder.requests();
  expect([sent, good + error]).toEqual([5, 5]);
});

test("visits that hang at the end are cut off when their grace is over, and counted as aborted", async () => {
  const settings = { ...fiveVisits, GRACEFUL_STOP: "30ms" };
  const run = await runAgainst(await serveRaw(wait), settings);
  expect(run.recorder.requests()).toMatchObject({ sent: 5, aborted: 5 });
  expect(run.recorder.visits()).toMatchObject({ started: 5, completed: 0, aborted: 5 });
  expect(run.recorder.errors()).toEqual([]);
});

test("a run that is aborted cuts its visits off at once", async () => {
  const abort = new AbortController();
  const stop = abort.signal;
  const origin = await serveRaw(() => abort.abort());
  const run = await runAgainst(origin, { REQUEST_RATE: "1", GRACEFUL_STOP: "1h" }, { stop, abort: stop });
  expect(run.recorder.visits()).toMatchObject({ started: 1, aborted: 1 });
});

const fail = () => {
  throw new TypeError("no such field");
};

test("a scenario that fails by itself is an error of its visits, counted once, and says nothing of the target", async () => {
  const visits: Scenario["visit"][] = [
    async () => fail(),
    async ({ send }) => void (await send({ method: "GET", path: "/", read: fail })),
  ];
  for (const visit of visits) {
    const run = await runAgainst(await serve((_, response) => void response.end()), fiveVisits, {
      scenario: { ...oneGet, visit },
    });
    expect(errorsOf(run)).toEqual({ scenario_error: 5 });
    expect(run.recorder.errors()[0]?.first.reason).toBe("the scenario failed: no such field");
    expect(run.recorder.visits()).toMatchObject({ started: 5, error: 5 });
    expect(run.hasConnected()).toBe(true);
  }
});

test("a step that never ends is cut off with its visit", async () => {
  const scenario: Scenario = {
    ...oneGet,
    visit: async ({ measure }) => measure({ method: "gRPC", route: "x/Y", work: () => new Promise(() => {}) }),
  };
  const run = await runAgainst(await closedPort(), { ...fiveVisits, GRACEFUL_STOP: "10ms" }, { scenario });
  expect(run.recorder.requests()).toMatchObject({ sent: 5, aborted: 5 });
});
