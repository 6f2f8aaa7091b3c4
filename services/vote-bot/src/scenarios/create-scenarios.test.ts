import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createScenarios } from "./create-scenarios.ts";
import { parseScenarioMix } from "./scenario-mix.ts";

const parts = { credentials: { appKey: "bot", appSecret: "s3cret" }, votingAddress: "127.0.0.1:1", timeoutMs: 100 };

test("a run has the scenarios of its mix, by name, each with its routes", async () => {
  const mix = parseScenarioMix("classic,browse,auth,grpc") ?? [];
  const { byName, close } = await createScenarios(mix, parts);
  expect([...byName.keys()]).toEqual(["classic", "browse", "auth", "grpc"]);
  for (const [name, scenario] of byName) {
    expect(scenario.name).toBe(name);
    expect(scenario.routes).not.toEqual([]);
  }
  close();
});

test("the faults of all files are told at once", async () => {
  const mix = parseScenarioMix("./a.ts,classic,./b.ts") ?? [];
  await expect(createScenarios(mix, parts)).rejects.toMatchObject({
    faults: ["SCENARIO: ./a.ts: no such file", "SCENARIO: ./b.ts: no such file"],
  });
});

test("the gRPC library is loaded for scenario grpc alone", async () => {
  const script = `
    import { createRequire } from "node:module";
    import { createScenarios } from "./create-scenarios.ts";
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("grpc-js"));
    const parts = ${JSON.stringify(parts)};
    const names = (...all) => all.map((name) => ({ name, weight: 1 }));
    await createScenarios(names("classic", "browse", "auth"), parts);
    const without = loaded();
    await createScenarios(names("grpc"), parts);
    console.log(JSON.stringify([without, loaded()]));
  `;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
  });
  expect(JSON.parse((await run).stdout)).toEqual([false, true]);
});
