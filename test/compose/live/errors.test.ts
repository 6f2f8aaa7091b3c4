import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { composeTests, docker, tryCommand } from "../../support/compose/run-docker.ts";
import { useComposition } from "../../support/compose/use-composition.ts";
import { freePort } from "../../support/free-port.ts";
import { imageOf } from "../../support/compose/image-of.ts";

const unavailable = "The vote store is unavailable";
const patiently = { timeout: 15_000, interval: 100 };

describe.skipIf(!composeTests)("what cannot work says why (COMPOSE_TESTS=on, with an engine)", () => {
  const app = useComposition("errors");

  test("a taken port is named by docker compose up", async () => {
    const port = app.port("VOTING_PORT");
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    const { code, stderr } = await app.try("up", "--detach", "--no-deps", "voting");
    other.close();
    expect(code).not.toBe(0);
    expect(stderr).toMatch(new RegExp(`127\\.0\\.0\\.1:${port}.*(?:address already in use|port is already allocated)`));
  });

  test("web without its credentials names the variable and the file, and ends with EX_CONFIG", async () => {
    const { code, stderr } = await app.try("run", "--rm", "-T", "--no-deps", "web");
    expect(code).toBe(78);
    expect(stderr.split("\n").filter((line) => line.includes("_FILE"))).toEqual([
      expect.stringMatching(/^JWT_PRIVATE_KEY_FILE: expected a file to read: .*'\/credentials\/web\/jwt-private\.pem'/),
    ]);
  });

  test.each([
    ["full", "/data:size=16k,uid=1000,gid=1000", "its disk is full"],
    ["read-only", "/elsewhere", "its file or folder is read-only"],
  ])("voting on a %s disk is not ready and says why, once", async (_what, tmpfs, reason) => {
    const voting = await startVoting(tmpfs);
    await vi.waitFor(
      async () => expect(await voting.readyz()).toBe(`not ready: ${unavailable}: ${reason}\n`),
      patiently,
    );
    expect(await voting.linesWith(reason)).toHaveLength(1);
  });

  test("voting whose disk becomes full says why, once, and has every vote that it acknowledged", async () => {
    const voting = await startVoting("/data:size=160k,uid=1000,gid=1000");
    await vi.waitFor(async () => expect(await voting.readyz()).toBe("ready\n"), patiently);
    let acknowledged = 0;
    const voteForEver = async () => {
      for (; ; acknowledged += 1) await voting.client.voteJoy({ ballotId: randomUUID() }, within(5_000));
    };
    await expect(voteForEver()).rejects.toThrow("its disk is full");
    expect(acknowledged).toBeGreaterThan(0);
    expect(await voting.readyz()).toBe(`not ready: ${unavailable}: its disk is full\n`);
    expect(await voting.linesWith("its disk is full")).toHaveLength(1);
    const { results } = await voting.client.results({}, within(5_000));
    expect(results.map(({ total }) => total)).toEqual([BigInt(acknowledged)]);
  });
});

/** A voting alone, hardened as docker-compose.yml has it, with this and no other folder to write to. */
async function startVoting(tmpfs: string) {
  const [grpcPort, adminPort] = [await freePort(), await freePort()];
  const ports = ["--publish", `127.0.0.1:${grpcPort}:8080`, "--publish", `127.0.0.1:${adminPort}:8801`];
  const hardening = ["--read-only", "--cap-drop=ALL", "--tmpfs", tmpfs];
  const id = await docker("run", "--detach", ...hardening, ...ports, imageOf("voting"));
  const client = createGrpcClient(VotingServiceDefinition, `127.0.0.1:${grpcPort}`);
  onTestFinished(async () => {
    client.close();
    await docker("rm", "--force", id);
  });
  return {
    client,
    readyz: async () => (await fetch(`http://127.0.0.1:${adminPort}/readyz`)).text(),
    linesWith: async (text: string) => {
      const { stdout } = await tryCommand(["docker", "logs", id]);
      return stdout.split("\n").filter((line) => line.includes(text));
    },
  };
}
