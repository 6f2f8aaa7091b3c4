import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const module = JSON.stringify(join(import.meta.dirname, "stop-signal.ts"));

test("the end of the supervisor's channel asks for a stop", async () => {
  expect(
    await exitCodeWithoutSupervisor(`
      import { stopSignal } from ${module};
      stopSignal().addEventListener("abort", () => process.exit(7));
    `),
  ).toBe(7);
});

test("a channel that ended while the service was starting does so too", async () => {
  expect(
    await exitCodeWithoutSupervisor(`
      import { once } from "node:events";
      import { stopSignal } from ${module};
      await once(process, "disconnect");
      process.exit(stopSignal().aborted ? 7 : 0);
    `),
  ).toBe(7);
});

/** Runs `program` with an IPC channel that is closed at once, and resolves to its exit code. */
async function exitCodeWithoutSupervisor(program: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-stop-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "main.mjs");
  writeFileSync(file, program);
  const child = fork(file);
  onTestFinished(() => void child.kill("SIGKILL"));
  child.disconnect();
  const [code] = await once(child, "exit");
  return code;
}
