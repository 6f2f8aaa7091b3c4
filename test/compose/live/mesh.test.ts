import { beforeAll, describe, expect, test, vi } from "vitest";
import { isWell } from "../../support/compose/inspect-container.ts";
import { composeTests, docker } from "../../support/compose/run-docker.ts";
import { untilHealthy } from "../../support/compose/until-healthy.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";

const services = ["web", "emoji", "voting", "vote-bot"];

describe.skipIf(!composeTests)("with docker-compose.mesh.yml (COMPOSE_TESTS=on, with an engine)", () => {
  const app = useComposition("mesh", { files: ["docker-compose.yml", "docker-compose.mesh.yml"] });

  beforeAll(async () => void (await app.run("up", "--wait")), upWithinMs);

  test("every service has a proxy beside it, and all are well", async () => {
    const containers = await app.inspect();
    for (const service of services.flatMap((name) => [name, `${name}-proxy`])) {
      expect(containers.has(service), service).toBe(true);
    }
    for (const [service, container] of containers) expect(isWell(container), service).toBe(true);
  });

  test("doctor finds four proxy spans a hop", async () => {
    const doctor = ["run", "--rm", "-T", "--no-deps", "doctor", "--expect-mesh", "linkerd"];
    expect(await app.run(...doctor)).toMatch(/^✓ joined: the visit is one trace of \d+ spans/m);
  });

  test.each([
    ["web", "vote-bot"],
    ["emoji", "web"],
    ["voting", "web"],
  ])("%s learns from the mesh that %s calls: the proxies share one token", async (service, caller) => {
    const identity = `"l5d-client-id":"${caller}.emojivoto.serviceaccount.identity.linkerd.cluster.local"`;
    const named = async () => (await app.lines(service)).filter((line) => line.includes(identity)).length;
    await vi.waitFor(async () => expect(await named()).toBeGreaterThan(0), { timeout: 20_000, interval: 200 });
  });

  test("a service that starts again is reached again through its proxy", async () => {
    await docker("restart", await app.id("emoji"));
    const vote = () => fetch(`http://127.0.0.1:${app.port("WEB_PORT")}/api/vote?choice=:joy:`);
    await vi.waitFor(async () => expect((await vote()).status).toBe(200), { timeout: 40_000, interval: 200 });
    await untilHealthy(await app.id("emoji-proxy"));
  });
});
