import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseCommandLine, readSettings } from "./cli.ts";
import { readCredentials } from "./credentials.ts";

const file = (content: string) => {
  const folder = mkdtempSync(join(tmpdir(), "credentials-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "content"), content);
  return join(folder, "content");
};

const credentialsOf = (...args: string[]) => readCredentials(readSettings(parseCommandLine(args), {}));

test("the secret is read from its file, without the line break at the end", () => {
  const args = ["--scenario", "auth", "--app-key", "bot", "--app-secret-file", file("s3cret\n")];
  expect(credentialsOf(...args)).toEqual({ appKey: "bot", appSecret: "s3cret" });
});

test("a file that is missing or empty is a fault that names it", () => {
  const empty = file("\n");
  const env = { SCENARIO: "auth", APP_KEY_FILE: "/no/key", APP_SECRET_FILE: empty };
  const read = () => readCredentials(readSettings(parseCommandLine([]), env));
  expect(read).toThrow(`APP_SECRET_FILE: expected one line in ${empty}`);
  expect(read).toThrow(/APP_KEY_FILE: ENOENT.*\/no\/key/);
});

test("without a scenario that signs in no file is opened", () => {
  expect(credentialsOf("--scenario", "classic", "--app-secret-file", "/no/secret").appSecret).toBe("");
});
