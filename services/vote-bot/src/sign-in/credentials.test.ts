import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readCredentials } from "./credentials.ts";

const file = (content: string) => {
  const folder = mkdtempSync(join(tmpdir(), "credentials-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "content"), content);
  return join(folder, "content");
};

test("the secret is read from its file, without the line break at the end", () => {
  const credentials = readCredentials({ APP_KEY: "bot", APP_SECRET_FILE: file("s3cret\n") });
  expect(credentials).toEqual({ appKey: "bot", appSecret: "s3cret" });
});

test("a file that is missing or empty is a fault that names it", () => {
  const empty = file("\n");
  const read = () => readCredentials({ APP_KEY_FILE: "/no/key", APP_SECRET_FILE: empty });
  expect(read).toThrow(`APP_SECRET_FILE: expected one line in ${empty}`);
  expect(read).toThrow(/APP_KEY_FILE: ENOENT.*\/no\/key/);
});
