import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { freePort } from "../support/free-port.ts";
import { startStandInWeb } from "../vote-bot/stand-in-web.ts";
import { runDoctor } from "./run-doctor.ts";
import { startChangeableStore } from "./changeable-store.ts";
import { slowTests } from "../support/slow-tests.ts";

const nowhere = `http://127.0.0.1:${await freePort()}`;

async function emptyJaeger(): Promise<string> {
  const store = await startChangeableStore();
  onTestFinished(() => store.close());
  return store.seenBy((spans) => spans);
}

describe.skipIf(!slowTests)("what doctor says when it cannot look (SLOW_TESTS=on)", () => {
  test("a Jaeger that is not there is told before any visit, and the exit code is 69", async () => {
    const web = await startStandInWeb();
    const { code, stdout, stderr } = await runDoctor(["--web", web.address, "--jaeger", nowhere]);
    expect(stderr).toContain(`cannot reach Jaeger at ${nowhere}/api/services: connection refused`);
    expect({ code, stdout, requests: web.requests }).toEqual({ code: 69, stdout: "", requests: [] });
  });

  test("something else than Jaeger is told as such", async () => {
    const server = createServer((_, response) => response.end("<html>hello</html>")).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const jaeger = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, stderr } = await runDoctor(["--web", nowhere, "--jaeger", jaeger]);
    expect(stderr).toMatch(/is not Jaeger/);
    expect(code).toBe(69);
  });

  test("a web that is not there is told, in JSON too, and the exit code is 69", async () => {
    const { code, stdout } = await runDoctor(["--web", nowhere, "--jaeger", await emptyJaeger(), "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      verdict: "unreachable",
      reason: `cannot reach web at ${nowhere}: connection refused; set --web or WEB_HOST`,
    });
    expect(code).toBe(69);
  });

  test("a web that answers an error is told with its status", async () => {
    const web = await startStandInWeb({ instead: (_, response) => Boolean(response.writeHead(503).end()) });
    const flags = ["--web", web.address, "--jaeger", await emptyJaeger(), "--timeout", "1s"];
    const { code, stdout } = await runDoctor(flags);
    expect(stdout).toMatch(
      /^✗ web-answers-an-error: the visit failed: GET \/api\/list answered 503 Service Unavailable$/m,
    );
    expect(code).toBe(1);
  });

  test("flags that cannot be used are all told, and the exit code is 104", async () => {
    const { code, stdout, stderr } = await runDoctor(["--jaeger", "ftp://x", "--expect-mesh", "istio", "--app-key=k"]);
    expect(stdout).toBe("");
    expect(stderr.match(/^(?:--jaeger|--expect-mesh|APP_SECRET_FILE): expected /gm)).toHaveLength(3);
    expect(code).toBe(104);
  });
});
