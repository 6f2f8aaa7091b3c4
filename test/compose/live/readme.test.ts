import { afterAll, describe, expect, test } from "vitest";
import { examplesIn, patternOf } from "../../readme/read-readme.ts";
import { composeTests, tryCommand } from "../../support/compose/run-docker.ts";

const examples = examplesIn("With Docker Compose");

describe.skipIf(!composeTests)("the README's chapter on containers, word for word (COMPOSE_TESTS=on)", () => {
  afterAll(() => tryCommand(["docker", "compose", "down", "--volumes", "--remove-orphans"]), 120_000);

  test("there is one", () => expect(examples.length).toBeGreaterThan(4));

  test.each(examples)(
    "$commands",
    async ({ commands, output }) => {
      const { code, stdout, stderr } = await tryCommand(["bash", "-euo", "pipefail", "-c", commands]);
      expect(code, stdout + stderr).toBe(0);
      if (output !== undefined) expect(stdout).toMatch(patternOf(output));
    },
    600_000,
  );
});
