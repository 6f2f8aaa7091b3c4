import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

const program = `
  const { secondSignal } = await import(${JSON.stringify(new URL("second-signal.ts", import.meta.url).href)});
  secondSignal().addEventListener("abort", () => process.exit(3));
  for (const name of ["SIGTERM", "SIGINT"]) process.on(name, () => console.log(name));
  setTimeout(() => {}, 30_000);
  console.log("ready");
`;

test("two signals at once are one wish to end, and the next aborts", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const said = async () => (await lines.next()).value;
  expect(await said()).toBe("ready");
  child.kill("SIGTERM");
  child.kill("SIGINT");
  expect(new Set([await said(), await said()])).toEqual(new Set(["SIGTERM", "SIGINT"]));
  setTimeout(() => child.kill("SIGTERM"), 600);
  expect(await once(child, "exit")).toEqual([3, null]);
});
