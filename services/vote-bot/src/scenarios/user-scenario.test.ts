import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { follow } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { loadUserScenario } from "./user-scenario.ts";

/** A file of a folder of its own that is gone at the end of the test; its path. */
const file = (content: string, name = "mine.mts") => {
  const folder = mkdtempSync(join(tmpdir(), "scenario-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const visitBy = async (content: string, signal = new AbortController().signal) => {
  const lines: string[] = [];
  const origin = await serve((request, response) => {
    lines.push(`${request.method} ${request.url}`);
    response.writeHead(request.url === "/broken" ? 500 : 200).end("7");
  });
  return { ...(await follow(await loadUserScenario(file(content)), origin, { signal })), lines };
};

test("a function is a scenario, in TypeScript too; its name is its path", async () => {
  const { lines, requests, visit } = await visitBy(`
    type Answer = { readonly body: string };
    export default async ({ send, choose }: { send: Function; choose: Function }): Promise<void> => {
      const seven = await send({ method: "GET", path: "/number/7", route: "/number/{n}", read: ({ body }: Answer) => Number(body) });
      await send({ method: "POST", path: "/vote", body: { choice: choose([":joy:"]), seven } });
    };
  `);
  expect(visit).toMatchObject({ outcome: "ok", choice: ":joy:", scenario: expect.stringMatching(/\/mine\.mts$/) });
  expect(lines).toEqual(["GET /number/7", "POST /vote"]);
  expect(requests.map(({ route }) => route)).toEqual(["/number/{n}", "/vote"]);
});

test("an object can name its routes, for thresholds", async () => {
  const path = file('export default { routes: ["/a"], visit: async () => {} };');
  expect(await loadUserScenario(path)).toMatchObject({ name: path, routes: ["/a"] });
  expect((await loadUserScenario(file("export default async () => {};", "own.mjs"))).routes).toBeUndefined();
});

test.each([
  ["no default export", "export const visit = async () => {};", "expected its default export to be"],
  ["another default export", "export default 7;", "expected its default export to be"],
  ["an object without a visit", "export default { routes: [] };", "expected its default export to be"],
  ["routes that are no names", "export default { routes: [1], visit() {} };", "expected its default export to be"],
  [
    "a module that throws",
    'throw new Error("no database\\nat all");',
    "cannot be loaded: Error in line 1: no database",
  ],
  ["a module that throws no error", "throw 7;", "cannot be loaded: 7"],
])("%s is told in one line", async (_, content, words) => {
  const path = file(content);
  const error = await loadUserScenario(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    name: "ConfigError",
    faults: [expect.stringContaining(`SCENARIO: ${path}: ${words}`)],
  });
  expect((error as Error).message.split("\n")).toHaveLength(1);
});

test("a file that is not there, and a folder, are told as such", async () => {
  await expect(loadUserScenario("./no/such.ts")).rejects.toThrow("SCENARIO: ./no/such.ts: no such file");
  const path = `${file("")}.ts`;
  mkdirSync(path);
  await expect(loadUserScenario(path)).rejects.toThrow(`SCENARIO: ${path}: expected a file`);
});

test("what it throws is an error of the visit", async () => {
  const { visit } = await visitBy('export default async () => { throw new TypeError("x is not a function"); };');
  expect(visit).toMatchObject({ outcome: "error", reason: "the scenario failed: x is not a function" });
});

test("a request that it forgets to await belongs to the visit, and its failure harms nothing else", async () => {
  const { visit, requests } = await visitBy(
    'export default async ({ send }) => { send({ method: "GET", path: "/broken" }); };',
  );
  expect(requests).toMatchObject([{ route: "/broken", outcome: "error", status: 500 }]);
  expect(visit.endMs).toBeGreaterThanOrEqual(requests[0]?.endMs ?? Infinity);
});

test("a visit that waits for what never comes is cut off", async () => {
  const cutOff = new AbortController();
  const visited = visitBy("export default () => new Promise(() => {});", cutOff.signal);
  cutOff.abort(new Error("cut off because the bot was told to stop"));
  expect((await visited).visit).toMatchObject({
    outcome: "aborted",
    reason: "cut off because the bot was told to stop",
  });
});
