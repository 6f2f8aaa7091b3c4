import { beforeAll, describe, expect, test } from "vitest";
import { countVotes } from "../../support/compose/count-votes.ts";
import { composeTests, docker } from "../../support/compose/run-docker.ts";
import { untilHealthy } from "../../support/compose/until-healthy.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";
import { findProgram } from "../../support/find-program.ts";

const program = findProgram("docker-compose");

describe.skipIf(!composeTests || program === undefined)(
  "Debian's docker-compose 1.29 (COMPOSE_TESTS=on, with docker-compose on PATH)",
  () => {
    const app = useComposition("v1", { command: ["docker-compose"] });

    beforeAll(async () => void (await app.run("up", "-d")), upWithinMs);

    test("starts all in their order, and a vote counts", async () => {
      for (const service of ["web", "emoji", "voting", "vote-bot", "jaeger"]) await untilHealthy(await app.id(service));
      const before = await countVotes(app.port("WEB_PORT"));
      expect((await fetch(`http://127.0.0.1:${app.port("WEB_PORT")}/api/vote?choice=:joy:`)).status).toBe(200);
      expect(await countVotes(app.port("WEB_PORT"))).toBeGreaterThan(before);
    });

    test("down -v leaves nothing", async () => {
      await app.run("down", "-v");
      const label = `label=com.docker.compose.project=${app.project}`;
      expect(await docker("ps", "-aq", "--filter", label)).toBe("");
      expect(await docker("volume", "ls", "-q", "--filter", label)).toBe("");
      expect(await docker("network", "ls", "-q", "--filter", label)).toBe("");
    });
  },
);
