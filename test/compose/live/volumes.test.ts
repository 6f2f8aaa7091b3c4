import { describe, expect, test } from "vitest";
import { countVotes } from "../../support/compose/count-votes.ts";
import { composeTests, docker } from "../../support/compose/run-docker.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";
import { imageOf } from "../../support/compose/image-of.ts";

const kept = ["backend-credentials", "vote-bot-credentials", "votes", "web-credentials"];

describe.skipIf(!composeTests)("docker compose down (COMPOSE_TESTS=on, with an engine)", () => {
  const app = useComposition("volumes");
  const webPort = () => app.port("WEB_PORT");

  /** Names of what the engine has of this composition. */
  async function leftOf(...kind: string[]): Promise<string[]> {
    const names = await docker(...kind, "--filter", `label=com.docker.compose.project=${app.project}`);
    return names.split("\n").filter((name) => name !== "");
  }

  const volumes = () => leftOf("volume", "ls", "--quiet");
  const others = async () => [...(await leftOf("ps", "-aq")), ...(await leftOf("network", "ls", "--quiet"))];
  const upWithoutBot = () => app.run("up", "--wait", "web");
  const readSecret = async (file: string) => {
    const mount = `${app.project}_vote-bot-credentials:/vote-bot:ro`;
    return docker("run", "--rm", "--network=none", "-v", mount, imageOf("vote-bot"), "cat", `/vote-bot/${file}`);
  };
  const signIn = async (credentials: object) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`http://127.0.0.1:${webPort()}/auth`, {
      method: "POST",
      headers,
      body: JSON.stringify(credentials),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    return { status: answer.status, token };
  };
  const takes = async (token: string | undefined) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`http://127.0.0.1:${webPort()}/api/v1/me`, { headers })).status === 200;
  };

  test(
    "leaves votes, keys and secrets, and the next start goes on with them",
    { timeout: 2 * upWithinMs },
    async () => {
      await upWithoutBot();
      for (let votes = 0; votes < 10; votes++) await fetch(`http://127.0.0.1:${webPort()}/api/vote?choice=:joy:`);
      expect(await countVotes(webPort())).toBe(10);
      const credentials = { app_key: await readSecret("app-key"), app_secret: await readSecret("app-secret") };
      const { token } = await signIn(credentials);
      expect(await takes(token)).toBe(true);

      await app.run("down");
      expect(await others()).toEqual([]);
      expect(new Set(await volumes())).toEqual(new Set(kept.map((name) => `${app.project}_${name}`)));

      await upWithoutBot();
      expect(await countVotes(webPort())).toBe(10);
      expect((await signIn(credentials)).status).toBe(200);
      expect(await takes(token)).toBe(true);
    },
  );

  test("with --volumes leaves nothing", async () => {
    await app.run("down", "--volumes");
    expect([...(await others()), ...(await volumes())]).toEqual([]);
  });
});
