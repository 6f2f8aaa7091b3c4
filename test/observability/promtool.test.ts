import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { prometheusFolder } from "../support/start-prometheus.ts";

const promtool = process.env["PROMTOOL_BIN"];

/** Rejects with what promtool found. */
const run = async (...args: string[]) =>
  (await promisify(execFile)(promtool!, args, { cwd: prometheusFolder, encoding: "utf8" })).stdout;

const filesIn = (folder: string) => readdirSync(join(prometheusFolder, folder)).map((name) => join(folder, name));

describe.skipIf(promtool === undefined)("promtool (its program in PROMTOOL_BIN)", () => {
  test("accepts the configuration, with both files of targets", async () => {
    expect(await run("check", "config", "prometheus.yaml")).toContain("2 rule files found");
  });

  test("finds nothing to complain of in the rules", async () => {
    await run("check", "rules", "--lint=all", "--lint-fatal", ...filesIn("rules"));
  });

  test.each(filesIn("tests"))("sees the alerts fire, and not fire, as %s says", async (file) => {
    await run("test", "rules", file);
  });
});
