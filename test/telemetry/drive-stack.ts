import { once } from "node:events";
import { request } from "node:http";
import { Client, credentials, Metadata } from "@grpc/grpc-js";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { allOf } from "@emojivoto/shared/grpc/testing/all-of.ts";
import { of } from "@emojivoto/shared/grpc/testing/of.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import type { Stack } from "../support/start-stack.ts";

const meshed = { "l5d-client-id": "bot.emojivoto.serviceaccount.identity.linkerd.cluster.local" };

/** Sends what makes a stack tell of everything that it can: each route, every kind of mistake, and the admin ports. */
export async function driveStack(stack: Stack): Promise<void> {
  const token = await stack.signIn();
  const authorization = { authorization: `Bearer ${token}` };
  const json = { ...authorization, "content-type": "application/json" };
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(stack.url + path, init);
    await response.arrayBuffer();
    return response.status;
  };
  await send("/api/vote?choice=:joy:", { headers: meshed });
  for (const path of ["/", "/api/list", "/api/leaderboard", "/api/vote", "/api/vote?choice=:doughnut:", "/nothing"]) {
    await send(path);
  }
  await send("/auth", { method: "POST", body: new URLSearchParams({ app_key: "nobody", app_secret: "x" }) });
  await send("/api/v1/votes", { method: "POST", headers: json, body: JSON.stringify({ choice: ":dog:" }) });
  for (const path of ["/api/v1/emojis/:joy:", "/api/v1/leaderboard", "/api/v1/me"]) {
    await send(path, { headers: authorization });
  }
  await send("/api/v1/emojis");
  await send("/api/list", { method: "PROPFIND" });
  await beginAndLeave(`${stack.url}/auth`);
  for (const { ports } of [stack.web, stack.emoji, stack.voting]) {
    for (const path of ["healthz", "readyz", "metrics"]) await fetch(`http://127.0.0.1:${ports["admin"]}/${path}`);
  }
  await callBackends(stack);
  await streamBallots(stack);
}

/** A client that goes away before it has sent its body, which web has asked for. */
async function beginAndLeave(url: string): Promise<void> {
  const headers = { expect: "100-continue", "content-type": "application/json", "content-length": "2" };
  const leaving = request(url, { method: "POST", headers }).on("error", () => {});
  leaving.flushHeaders();
  await once(leaving, "continue");
  leaving.destroy();
}

const asIs = (bytes: Buffer) => bytes;

/** Bytes that are no message, as a mesh's client sends them. */
async function callBackends({ emoji, voting }: Stack): Promise<void> {
  const calls = [
    { port: emoji.ports["grpc"], path: "/emojivoto.v1.EmojiService/ListAll" },
    { port: voting.ports["grpc"], path: "/emojivoto.v1.VotingService/VoteJoy" },
  ];
  for (const { port, path } of calls) {
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
    const metadata = Metadata.fromHttp2Headers(meshed);
    await new Promise<void>((resolve) => {
      client.makeUnaryRequest(path, asIs, asIs, Buffer.from([0xff]), metadata, () => resolve());
    });
    client.close();
  }
}

/** Ballots that are counted and ballots that fail, in every kind of stream. */
async function streamBallots({ voting }: Stack): Promise<void> {
  const client = createGrpcClient(VotingServiceDefinition, `127.0.0.1:${voting.ports["grpc"]}`);
  const ballots = [":joy:", ":doughnut:"].map((shortcode) => ({ shortcode, ballotId: "", traceparent: "" }));
  await client.castBallots(of(...ballots), within(10_000));
  await allOf(client.voteSession(of(...ballots), within(10_000)));
  for await (const { results } of client.watchResults({}, within(10_000))) if (results.length > 0) break;
  client.close();
}
