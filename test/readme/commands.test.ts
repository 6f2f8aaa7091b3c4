import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProgram } from "../support/find-program.ts";
import { examplesOutside, patternOf, root } from "./read-readme.ts";

const run = promisify(execFile);

/** The README speaks of the fixed ports, so its commands run where nobody else uses them. */
const ports = [8080, 8081, 8082, 8801, 8802, 8803, 8804, 16686, 4317, 4318];
const curl = findProgram("curl");
const areFree = (await Promise.all(ports.map(isFree))).every(Boolean);

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** `npm test` is what runs this; test/compose and test/manifests follow the chapters on containers. */
const [start, ...others] = examplesOutside("With Docker Compose", "On Kubernetes").filter(
  ({ commands }) => commands !== "npm test\n",
);

describe.skipIf(!areFree || curl === undefined)(
  "the README's commands (need curl and the ports 8080–8082, 8801–8804, 16686, 4317 and 4318)",
  () => {
    let output = "";
    let stop: () => Promise<void>;

    beforeAll(async () => {
      expect(start?.commands).toBe("npm start\n");
      const child = spawn("npm", ["start"], { cwd: root, stdio: ["ignore", "pipe", "inherit"], detached: true });
      const seen = Promise.withResolvers<void>();
      createInterface({ input: child.stdout }).on("line", (line) => {
        output += `${line}\n`;
        if (line.includes("Voting for")) seen.resolve();
      });
      stop = async () => {
        const closed = once(child, "close");
        process.kill(-child.pid!, "SIGTERM");
        await closed;
      };
      await Promise.race([seen.promise, once(child, "exit").then(() => Promise.reject(new Error(output)))]);
    });

    afterAll(() => stop());

    test("npm start says where to look, and shows each visit", () => {
      expect(output).toContain("vote page    http://localhost:8080\n");
      expect(output).toMatch(
        /^vote-bot │ [✔✘] Voting for :\w+: {2}\d{3}(?: \(expected\))? {2}[\d.]+ ms {2}trace [\da-f]{32}$/m,
      );
    });

    test.each(others)("$commands", async ({ commands, output: shown }) => {
      const { stdout } = await run("bash", ["-euo", "pipefail", "-c", commands], { cwd: root });
      if (shown !== undefined) expect(stdout).toMatch(patternOf(shown));
    });
  },
);
