import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { createOtlpReceiver, type OtlpReceiver } from "../support/otlp-receiver.ts";
import type { RunningService } from "../support/start-service.ts";
import { type Stack, startStack } from "../support/start-stack.ts";

const users = 32;
const answersBeforeStop = 500;
const stopLimitMs = 10_000;

/**
 * Sends SIGTERM to a service under load, and checks that what it has read was answered: as many answers as lines
 * in its log; exit code 0 in time. `send` resolves when a request was answered and rejects when it was not.
 * Resolves to the number of answers.
 */
async function stopUnderLoad(service: RunningService, send: () => Promise<void>, isLogged: (line: string) => boolean) {
  const linesBefore = service.lines.length;
  const { promise: warm, resolve: onWarm } = Promise.withResolvers<void>();
  let stopped = false;
  let answered = 0;
  const user = async () => {
    // oxlint-disable-next-line no-unmodified-loop-condition -- the test sets it when the service has stopped
    while (!stopped) {
      try {
        await send();
        if (++answered === answersBeforeStop) onWarm();
      } catch {
        // The service is gone: 32 users that ask at once would take the processor from its end.
        await delay(5);
      }
    }
  };
  const over = Promise.all(Array.from({ length: users }, user));
  await warm;
  const stoppedAt = performance.now();
  const exitCode = await service.stop();
  const stopMs = performance.now() - stoppedAt;
  stopped = true;
  await over;
  expect(exitCode).toBe(0);
  expect(stopMs).toBeLessThan(stopLimitMs);
  expect(service.lines.slice(linesBefore).filter(isLogged)).toHaveLength(answered);
  return answered;
}

describe.skipIf(!slowTests)("(SLOW_TESTS=on)", () => {
  let receiver: OtlpReceiver;
  let stack: Stack;

  beforeAll(async () => {
    receiver = await createOtlpReceiver();
    stack = await startStack({ env: receiver.env, votingEnv: { ARTIFICIAL_DELAY: "10ms" } });
  });

  afterAll(async () => {
    await stack.stop();
    await receiver.close();
  });

  const spansOf = (service: string, kind: string, name: string) =>
    receiver.spans.filter((span) => span.service === service && span.kind === kind && span.name.endsWith(name));

  test("SIGTERM under load: web answers every request it has read and exports every span", async () => {
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const send = () =>
      new Promise<void>((resolve, reject) => {
        request(`${stack.url}/api/vote?choice=:joy:`, { agent }, (response) => {
          response.once("error", reject).resume();
          response.once("end", () => (response.statusCode === 200 ? resolve() : reject(new Error("not answered"))));
        })
          .once("error", reject)
          .end();
      });
    const answered = await stopUnderLoad(stack.web, send, (line) => line.includes(`"msg":"request"`));
    expect(spansOf("web", "SERVER", "GET /api/vote")).toHaveLength(answered);
    expect(spansOf("web", "CLIENT", "")).toHaveLength(2 * answered);
  });

  test("SIGTERM under load: emoji answers every call it has read and exports every span", async () => {
    const client = createGrpcClient(EmojiServiceDefinition, stack.webEnv["EMOJISVC_HOST"]!);
    onTestFinished(() => client.close());
    const rpc = "EmojiService/ListAll";
    const send = async () => void (await client.listAll({}, within(5_000)));
    const answered = await stopUnderLoad(stack.emoji, send, (line) => line.includes(`${rpc}","status":"OK"`));
    expect(spansOf("emoji", "SERVER", rpc)).toHaveLength(answered);
  });

  test("SIGTERM under load: voting answers every call it has read and exports every span", async () => {
    const client = createGrpcClient(VotingServiceDefinition, stack.webEnv["VOTINGSVC_HOST"]!);
    onTestFinished(() => client.close());
    const rpc = "VotingService/VoteDog";
    const send = async () => void (await client.voteDog({ ballotId: "" }, within(5_000)));
    const answered = await stopUnderLoad(stack.voting, send, (line) => line.includes(`${rpc}","status":"OK"`));
    expect(spansOf("voting", "SERVER", rpc)).toHaveLength(answered);
  });
});
