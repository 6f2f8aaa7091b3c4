import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/compose/read-compose-file.ts";

const file = join(root, "services/Dockerfile");
const text = readFileSync(file, "utf8");
const linter = process.env["HADOLINT_BIN"];

test("the Dockerfile has nothing that needs another front end than the engine's own", () => {
  expect(text).not.toMatch(/^# *syntax *=|<<-?["']?[A-Z]|--link\b/m);
});

test("an image's program runs as a user that is not root, and without a shell that would keep SIGTERM", () => {
  const image = text.slice(text.lastIndexOf("\nFROM "));
  expect(image).toMatch(/^USER 1000:1000$/m);
  expect(image).toMatch(/^CMD \["node", /m);
  expect(image).toMatch(/^HEALTHCHECK /m);
});

test.skipIf(linter === undefined)("hadolint finds no fault in the Dockerfile (its program in HADOLINT_BIN)", () => {
  const found = execFileSync(linter!, ["--no-fail", "--format", "json", file], { encoding: "utf8" });
  expect(JSON.parse(found)).toEqual([]);
});
