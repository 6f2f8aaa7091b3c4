import { execFile } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { prometheusFolder } from "../support/start-prometheus.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const promtool = process.env["PROMTOOL_BIN"];

/** Rejects with what promtool found. */
const runIn = async (cwd: string, ...args: string[]) =>
  (await promisify(execFile)(promtool!, args, { cwd, encoding: "utf8" })).stdout;

const run = (...args: string[]) => runIn(prometheusFolder, ...args);

const filesIn = (folder: string) => readdirSync(join(prometheusFolder, folder)).map((name) => join(folder, name));

/** The configuration as it is in one place: with that place's targets alone. */
function folderWith(targets: string): string {
  const folder = temporaryFolder();
  cpSync(prometheusFolder, folder, { recursive: true });
  for (const file of filesIn("targets")) if (file !== targets) rmSync(join(folder, file));
  return folder;
}

describe.skipIf(promtool === undefined)("promtool (its program in PROMTOOL_BIN)", () => {
  test.each(filesIn("targets"))("accepts the configuration with %s", async (targets) => {
    expect(await runIn(folderWith(targets), "check", "config", "prometheus.yaml")).toContain("2 rule files found");
  });

  test("finds nothing to complain of in the rules", async () => {
    await run("check", "rules", "--lint=all", "--lint-fatal", ...filesIn("rules"));
  });

  test.each(filesIn("tests"))("sees the alerts fire, and not fire, as %s says", async (file) => {
    await run("test", "rules", file);
  });
});
