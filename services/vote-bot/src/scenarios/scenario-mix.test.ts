import { expect, test } from "vitest";
import { createDraw } from "./draw.ts";
import { parseScenarioMix, pickScenario } from "./scenario-mix.ts";

test("a scenario's name, a file's path, or weights", () => {
  expect(parseScenarioMix("auth")).toEqual([{ name: "auth", weight: 1 }]);
  expect(parseScenarioMix("classic=3, auth=0.5")).toEqual([
    { name: "classic", weight: 3 },
    { name: "auth", weight: 0.5 },
  ]);
  expect(parseScenarioMix("classic=1,auth=0")).toEqual([{ name: "classic", weight: 1 }]);
  expect(parseScenarioMix("./my.ts=2,my visits/b.mjs,c.js, grpc")).toEqual([
    { name: "./my.ts", weight: 2 },
    { name: "my visits/b.mjs", weight: 1 },
    { name: "c.js", weight: 1 },
    { name: "grpc", weight: 1 },
  ]);
});

test.each([
  "",
  "brwse",
  "classic=",
  "classic=-1",
  "classic=0",
  "classic,classic",
  "classic=1,",
  "classic=1;auth=1",
  "my.txt",
  `classic=${"9".repeat(400)}`,
])("`%s` is no mix", (text) => {
  expect(parseScenarioMix(text)).toBeUndefined();
});

test("scenarios are picked by weight", () => {
  const mix = parseScenarioMix("classic=3,auth=1") ?? [];
  const picked = Array.from({ length: 4_000 }, (_, number) => pickScenario(createDraw("mix", number), mix));
  expect(picked.filter((name) => name === "auth").length / picked.length).toBeCloseTo(0.25, 1.7);
});
