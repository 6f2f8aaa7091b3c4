import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { pipeline } from "node:stream";
import type { Ballot, BallotReceipt } from "@emojivoto/proto/voting";
import { errors } from "@emojivoto/shared/errors/errors.ts";
import { statusCode } from "@emojivoto/shared/errors/status.ts";
import { expect, onTestFinished, test } from "vitest";
import { createAccessToken } from "../sign-in/access-token.ts";
import { follow, type FollowOptions } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { type SessionHandler, startVoting } from "../testing/start-voting.ts";
import { createGrpcScenario, type GrpcParts } from "./grpc.ts";

const route = "emojivoto.v1.VotingService/VoteSession";
const nowhere = new URL("http://127.0.0.1:1");

const receiptOf = ({ ballotId, shortcode }: Ballot, code = 0): BallotReceipt => ({
  ballotId,
  shortcode,
  total: 1n,
  replayed: false,
  code,
  message: "",
});

const scenarioAt = (votingAddress: string, parts: Partial<GrpcParts> = {}) => {
  const scenario = createGrpcScenario({ votingAddress, timeoutMs: 5_000, accessToken: undefined, ...parts });
  onTestFinished(() => scenario.close());
  return scenario;
};

const visitTo = async (session: SessionHandler, options: FollowOptions = {}, parts: Partial<GrpcParts> = {}) =>
  follow(scenarioAt(await startVoting(session), parts), nowhere, options);

async function* failing(incoming: AsyncIterable<Ballot>) {
  for await (const ballot of incoming) yield receiptOf(ballot, statusCode.UNKNOWN);
}

test("a visit is one session of five ballots, each sent when the one before has its receipt", async () => {
  const ballots: Ballot[] = [];
  let [sessions, waiting] = [0, 0];
  const { visit, requests, choices } = await visitTo(async function* (incoming) {
    sessions++;
    for await (const ballot of incoming) {
      expect(waiting++).toBe(0);
      ballots.push(ballot);
      yield receiptOf(ballot);
      waiting--;
    }
  });
  expect(visit).toMatchObject({ outcome: "ok", status: "OK", isConnected: true });
  expect(sessions).toBe(1);
  expect(ballots.map(({ shortcode }) => shortcode)).toEqual(choices);
  expect(new Set(choices).size).toBeGreaterThan(1);
  expect(new Set(ballots.map(({ ballotId }) => ballotId)).size).toBe(5);
  expect(requests).toHaveLength(5);
  for (const request of requests)
    expect(request).toMatchObject({ protocol: "grpc", method: "gRPC", route, status: "OK" });
});

test("the doughnut's failure is expected and the session goes on; another's ends the visit", async () => {
  const doughnuts = await visitTo(failing, { doughnutShare: 1 });
  expect(doughnuts.visit).toMatchObject({ outcome: "expected", choice: ":doughnut:" });
  expect(doughnuts.requests.map(({ outcome }) => outcome)).toEqual(Array(5).fill("expected"));
  const others = await visitTo(failing);
  expect(others.requests).toMatchObject([{ outcome: "error", status: "UNKNOWN", errorType: "UNKNOWN" }]);
  expect(others.visit.reason).toBe(`${route} answered UNKNOWN`);
});

test("a visit that fails cancels its session", async () => {
  const cancelled = Promise.withResolvers<void>();
  const { visit } = await visitTo(async function* (incoming, { signal }) {
    signal.addEventListener("abort", () => cancelled.resolve());
    yield* failing(incoming);
  });
  expect(visit.outcome).toBe("error");
  await cancelled.promise;
});

test("a session that dies is an error by its gRPC status", async () => {
  const { visit, requests } = await visitTo(async function* (incoming) {
    for await (const ballot of incoming) {
      yield receiptOf(ballot);
      throw errors.stopping();
    }
  });
  expect(visit.reason).toBe("VoteSession ended with UNAVAILABLE: This service is stopping: try again");
  expect(requests.map(({ outcome, errorType, status }) => [outcome, errorType, status])).toEqual([
    ["ok", undefined, "OK"],
    ["error", "UNAVAILABLE", "UNAVAILABLE"],
  ]);
});

test("a session that ends before a receipt, and one that mixes receipts up, are told as such", async () => {
  const early = await visitTo(async function* (incoming) {
    for await (const ballot of incoming) return yield receiptOf(ballot);
  });
  expect(early.requests[1]).toMatchObject({
    errorType: "stream_ended",
    reason: "VoteSession: voting ended it before its receipt",
  });
  const mixed = await visitTo(async function* (incoming) {
    for await (const ballot of incoming) yield { ...receiptOf(ballot), ballotId: "another" };
  });
  expect(mixed.requests).toMatchObject([
    { errorType: "out_of_order", reason: "VoteSession: voting sent a receipt for another ballot" },
  ]);
});

test("a ballot without a receipt is a timeout, and voting learns that nobody waits", async () => {
  const gone = Promise.withResolvers<void>();
  const hang: SessionHandler = async function* (_, { signal }) {
    signal.addEventListener("abort", () => gone.resolve());
    await gone.promise;
    yield* [];
  };
  const { requests, visit } = await visitTo(hang, {}, { timeoutMs: 50 });
  expect(requests).toMatchObject([{ outcome: "timeout", errorType: "timeout", status: undefined }]);
  expect(visit.reason).toBe("VoteSession: no answer within 0.05 s");
  await gone.promise;
});

test("a visit that is cut off ends its session, and is no error of voting", async () => {
  const cutOff = new AbortController();
  const gone = Promise.withResolvers<void>();
  const { requests, visit } = await visitTo(
    async function* (_, { signal }) {
      signal.addEventListener("abort", () => gone.resolve());
      cutOff.abort(new Error("cut off because the bot was told to stop"));
      await gone.promise;
      yield* [];
    },
    { signal: cutOff.signal },
  );
  expect(requests).toMatchObject([{ outcome: "aborted" }]);
  expect(visit).toMatchObject({
    outcome: "aborted",
    reason: "emojivoto.v1.VotingService/VoteSession: cut off because the bot was told to stop",
  });
  await gone.promise;
});

test("a port where nobody listens, or that speaks something else, is a visit that never connected", async () => {
  const { visit, requests } = await follow(scenarioAt("127.0.0.1:1"), nowhere);
  expect(visit).toMatchObject({ isConnected: false, reason: "voting at 127.0.0.1:1 cannot be reached" });
  expect(requests).toMatchObject([{ outcome: "error", errorType: "UNAVAILABLE" }]);
  const web = await serve((_, response) => response.end());
  expect((await follow(scenarioAt(web.host), nowhere)).visit).toMatchObject({ outcome: "error", isConnected: false });
});

test("a connection that breaks in a session is told as such", async () => {
  const voting = await startVoting(async function* (incoming) {
    for await (const ballot of incoming) {
      yield receiptOf(ballot);
      if (++ballots === 2) for (const socket of sockets) socket.destroy();
    }
  });
  const sockets: Socket[] = [];
  let ballots = 0;
  const relay = createServer((socket) => {
    sockets.push(socket);
    const behind = connect(Number(voting.split(":")[1]), "127.0.0.1");
    pipeline(socket, behind, socket, () => behind.destroy());
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void relay.close());
  await once(relay, "listening");
  const { port } = relay.address() as AddressInfo;
  const { requests, visit } = await follow(scenarioAt(`127.0.0.1:${port}`), nowhere);
  expect(requests.at(-1)).toMatchObject({ outcome: "error", errorType: "UNAVAILABLE" });
  expect(visit).toMatchObject({ isConnected: true, reason: "VoteSession: the connection to voting was lost" });
});

test("with credentials a visit signs in through web first, and again after its token was refused", async () => {
  let tokens = 0;
  const web = await serve((_, response) => {
    response.end(JSON.stringify({ access_token: `token-${++tokens}`, expires_in: 100 }));
  });
  const seen: unknown[] = [];
  const address = await startVoting(
    async function* (incoming) {
      for await (const ballot of incoming) yield receiptOf(ballot);
    },
    (authorization) => {
      seen.push(authorization);
      if (authorization === "Bearer token-1") throw errors.invalidToken("its key is unknown");
      return undefined;
    },
  );
  const accessToken = createAccessToken({ appKey: "bot", appSecret: "s3cret" });
  const scenario = scenarioAt(address, { accessToken });
  expect(scenario.routes).toEqual(["/auth", route]);
  const refused = await follow(scenario, web);
  expect(refused.requests.map(({ status, outcome }) => [status, outcome])).toEqual([
    [200, "ok"],
    ["UNAUTHENTICATED", "error"],
  ]);
  expect((await follow(scenario, web)).visit.outcome).toBe("ok");
  expect(seen).toEqual(["Bearer token-1", "Bearer token-2"]);
});
