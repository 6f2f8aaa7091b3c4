import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createGrpcClient } from "@emojivoto/shared/grpc/create-grpc-client.ts";
import { Agent, request } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { onTestFinished, expect, test } from "vitest";
import { createOtlpReceiver } from "../support/otlp-receiver.ts";
import { type RunningService, startService } from "../support/start-service.ts";

const users = 32;
const answersBeforeStop = 500;
const stopLimitMs = 10_000;

/** Each user sends one request after the other; `send` resolves when it was answered and rejects when it was not. */
type Load = { readonly answered: () => number; readonly over: Promise<unknown> };

/** Runs the load until every user has met a closed server, and calls `onWarm` when it is well under way. */
function runLoad(send: () => Promise<void>, isStopped: () => boolean, onWarm: () => void): Load {
  let answered = 0;
  const user = async () => {
    while (!isStopped()) {
      try {
        await send();
        answered++;
        if (answered === answersBeforeStop) onWarm();
      } catch {
        await nextTurn();
      }
    }
  };
  return { answered: () => answered, over: Promise.all(Array.from({ length: users }, user)) };
}

/** Sends SIGTERM under load and checks: what was read is answered and logged, every span is out, exit code 0. */
async function stopUnderLoad(service: RunningService, send: () => Promise<void>, isOurs: (line: string) => boolean) {
  let stopped = false;
  const { promise: warm, resolve: onWarm } = Promise.withResolvers<void>();
  const load = runLoad(send, () => stopped, onWarm);
  await warm;
  const stoppedAt = performance.now();
  const code = await service.stop();
  stopped = true;
  expect(performance.now() - stoppedAt).toBeLessThan(stopLimitMs);
  await load.over;
  expect(code).toBe(0);
  const handled = service.lines.filter(isOurs);
  expect(handled.length).toBeGreaterThanOrEqual(answersBeforeStop);
  expect(load.answered()).toBe(handled.length);
  return handled.length;
}

test.each([
  ["emoji", "EmojiService/ListAll", {}],
  ["voting", "VotingService/VoteJoy", { VOTES_URL: "memory:", ARTIFICIAL_DELAY: "10ms" }],
] as const)("SIGTERM under load: %s answers every call it has read and exports every span", async (name, rpc, env) => {
  const receiver = await createOtlpReceiver();
  onTestFinished(() => receiver.close());
  const service = await startService(name, { ...env, ...receiver.env });
  const address = `127.0.0.1:${service.ports["grpc"]}`;
  const emoji = createGrpcClient(EmojiServiceDefinition, address);
  const voting = createGrpcClient(VotingServiceDefinition, address);
  onTestFinished(() => [emoji, voting].forEach((client) => client.close()));
  const send = async () => {
    const options = { deadline: new Date(Date.now() + 5_000), signal: new AbortController().signal };
    if (name === "emoji") await emoji.listAll({}, options);
    else await voting.voteJoy({ ballotId: "" }, options);
  };
  const handled = await stopUnderLoad(service, send, (line) => line.includes(`${rpc}","status":"OK"`));
  expect(receiver.spans.filter((span) => span.kind === "SERVER" && span.name.endsWith(rpc))).toHaveLength(handled);
});

test("SIGTERM under load: web answers every request it has read and exports every span", async () => {
  const receiver = await createOtlpReceiver();
  onTestFinished(() => receiver.close());
  const emoji = await startService("emoji");
  const voting = await startService("voting", { VOTES_URL: "memory:", ARTIFICIAL_DELAY: "10ms" });
  const web = await startService("web", {
    ...receiver.env,
    EMOJISVC_HOST: `127.0.0.1:${emoji.ports["grpc"]}`,
    VOTINGSVC_HOST: `127.0.0.1:${voting.ports["grpc"]}`,
  });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const url = `http://127.0.0.1:${web.ports["http"]}/api/vote?choice=:joy:`;
  const send = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent }, (response) => {
        response.once("error", reject).resume();
        response.once("end", () => (response.statusCode === 200 ? resolve() : reject(new Error("not answered"))));
      })
        .once("error", reject)
        .end();
    });
  const handled = await stopUnderLoad(web, send, (line) => line.includes(`"msg":"request"`));
  const servers = receiver.spans.filter((span) => span.service === "web" && span.kind === "SERVER");
  expect(servers).toHaveLength(handled);
  expect(receiver.spans.filter((span) => span.service === "web" && span.kind === "CLIENT")).toHaveLength(2 * handled);
});
