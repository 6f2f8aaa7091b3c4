import { execFileSync, spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { findPrograms } from "../support/find-program.ts";
import { descendantsOf, killLeftovers, stillRunning } from "../support/processes.ts";
import { slowTests } from "../support/slow-tests.ts";
import { bootstrap, startSupervisor, withoutTraces } from "../support/start-supervisor.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const oldNode = findOldNode();
const path = process.env["PATH"] ?? "";

test("an unknown task is refused with the list of tasks, on stderr", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bootstrap, "strat"], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^unknown task `strat`: expected one of .*start, test/);
});

test.skipIf(oldNode === undefined || !slowTests)(
  "(SLOW_TESTS=on) a Node that is too old runs the task under Node 24 and keeps its exit code",
  () => {
    const { status, stderr } = spawnSync(oldNode ?? "", [bootstrap, "start", "--rate", "x"], { encoding: "utf8" });
    expect(status).toBe(78);
    expect(stderr).toMatch(/^Node v\S+ is too old: running under Node 24 from npm$/m);
    expect(stderr).toContain("--rate: expected a number");
  },
);

test.skipIf(!slowTests)(
  "SIGTERM to npm alone, which does not reach its script, still ends the services (SLOW_TESTS=on)",
  async () => {
    const npm = startSupervisor(temporaryFolder(), {
      by: ["npm", "start", "--"],
      flags: ["--no-bot"],
      env: { ...withoutTraces, PATH: `${dirname(oldNode ?? process.execPath)}${delimiter}${path}` },
    });
    await npm.line(/^emoji +│ listening/);
    const started = descendantsOf(npm.process.pid).map(({ pid }) => pid);
    onTestFinished(() => killLeftovers(started));
    npm.process.kill("SIGTERM");
    await vi.waitFor(() => expect(stillRunning(started)).toEqual([]), { timeout: 15_000, interval: 50 });
  },
);

/** Another Node of this machine that is older than ours can be; undefined when its PATH has none. */
function findOldNode(): string | undefined {
  return findPrograms("node").find((file) => {
    const version = execFileSync(file, ["-v"], { encoding: "utf8" });
    return /^v(?:\d|1\d|2[01])\./.test(version);
  });
}
