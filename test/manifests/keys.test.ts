import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { bootstrap } from "../support/start-supervisor.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe.skipIf(!slowTests)("npm run -s keys (SLOW_TESTS=on)", () => {
  test("prints one Secret and nothing else, and the same one again", () => {
    const folder = temporaryFolder();
    const { stdout } = keys([], folder);
    const { metadata } = JSON.parse(stdout) as Secret;
    expect(metadata).toMatchObject({ name: "emojivoto-keys", namespace: "emojivoto" });
    expect(keys([], folder).stdout).toBe(stdout);
  });

  test("takes another namespace, and names a fault", () => {
    const { stdout } = keys(["--namespace", "votes"], temporaryFolder());
    expect((JSON.parse(stdout) as Secret).metadata["namespace"]).toBe("votes");
    const { status, stderr, stdout: none } = keys(["--namespace", "Votes"], temporaryFolder());
    expect({ status, none }).toEqual({ status: 78, none: "" });
    expect(stderr).toMatch(/^--namespace: expected a namespace's name \(a-z, 0-9 and -\), got `Votes`\nusage: npm run/);
  });
});

type Secret = { metadata: Record<string, unknown> };

function keys(args: readonly string[], folder: string) {
  const env = { ...process.env, DATA_DIR: folder };
  return spawnSync(process.execPath, [bootstrap, "keys", ...args], { encoding: "utf8", env });
}
