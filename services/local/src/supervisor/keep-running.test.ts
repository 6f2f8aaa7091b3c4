import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keepRunning } from "./keep-running.ts";
import { startProcess } from "./start-process.ts";

test("a process that ends is reported, started again on the ports it had, and stopped on request", async () => {
  const { kept, lines, started } = keep(`
    process.send({ type: "ready", ports: { http: 4321 } });
    if (!process.env.PORTS) setTimeout(() => process.exit(3), 50);
    else setInterval(() => {}, 1000);
  `);
  expect(await kept.ready).toEqual({ http: 4321 });
  await lines.until("is back");
  expect(lines.all).toEqual(["ended with exit code 3; starting it again in 0.5 s", "is back"]);
  expect(started).toEqual([undefined, { http: 4321 }]);
  await kept.stop();
});

test("a configuration that cannot be used at the first start is not tried again", async () => {
  const { kept, lines, started } = keep("process.exit(78)");
  await expect(kept.ready).rejects.toThrow("a service cannot use its configuration");
  expect(lines.all).toEqual(["ended with exit code 78"]);
  expect(started).toHaveLength(1);
  await kept.stop();
});

test("a stop while it waits to start again is at once", async () => {
  const { kept, lines, started } = keep("process.exit(1)");
  await lines.until("ended with exit code 1; starting it again in 0.5 s");
  await kept.stop();
  expect(started).toHaveLength(1);
});

/** Keeps a small program running; `PORTS` is set for all but its first start. */
function keep(program: string) {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-keep-"));
  const file = join(folder, "main.mjs");
  writeFileSync(file, program);
  const lines = createLines();
  const started: unknown[] = [];
  const kept = keepRunning((ports) => {
    started.push(ports);
    return startProcess(file, ports === undefined ? {} : { PORTS: "set" }, () => {});
  }, lines.add);
  onTestFinished(() => {
    kept.kill();
    rmSync(folder, { recursive: true });
  });
  return { kept, lines, started };
}

function createLines() {
  const all: string[] = [];
  const added = new EventEmitter();
  return {
    all,
    add: (line: string) => {
      all.push(line);
      added.emit("line");
    },
    until: async (line: string) => {
      while (!all.includes(line)) await once(added, "line");
    },
  };
}
