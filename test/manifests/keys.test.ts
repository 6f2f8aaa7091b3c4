import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bootstrap } from "../support/start-supervisor.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("npm run -s keys prints one Secret with each file byte for byte, and the same one again", () => {
  const folder = temporaryFolder();
  const { stdout } = keys([], folder);
  const { kind, metadata, data } = JSON.parse(stdout) as Secret;
  expect({ kind, ...metadata }).toMatchObject({ kind: "Secret", name: "emojivoto-keys", namespace: "emojivoto" });
  const files = readdirSync(join(folder, "kubernetes"));
  expect(new Set(Object.keys(data))).toEqual(new Set(files));
  for (const file of files) {
    expect(Buffer.from(data[file] ?? "", "base64")).toEqual(readFileSync(join(folder, "kubernetes", file)));
  }
  expect(keys([], folder).stdout).toBe(stdout);
});

test("keys for another namespace are asked for by its name, and a fault is named", () => {
  const { stdout } = keys(["--namespace", "votes"], temporaryFolder());
  expect((JSON.parse(stdout) as Secret).metadata["namespace"]).toBe("votes");
  const { status, stderr, stdout: none } = keys(["--namespace", "Votes"], temporaryFolder());
  expect({ status, none }).toEqual({ status: 78, none: "" });
  expect(stderr).toMatch(/^--namespace: expected a namespace's name \(a-z, 0-9 and -\), got `Votes`\nusage: npm run/);
});

type Secret = { kind: string; metadata: Record<string, unknown>; data: Record<string, string> };

function keys(args: readonly string[], folder: string) {
  const env = { ...process.env, DATA_DIR: folder };
  return spawnSync(process.execPath, [bootstrap, "keys", ...args], { encoding: "utf8", env });
}
