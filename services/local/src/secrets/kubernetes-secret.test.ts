import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { kubernetesSecret } from "./kubernetes-secret.ts";
import { makeSecrets, secretFilesIn } from "./secret-files.ts";

test("a Secret holds each file under its name, byte for byte", async () => {
  const files = secretFilesIn(temporaryFolder());
  await makeSecrets(files, "DATA_DIR");
  const { kind, metadata, data } = JSON.parse(await kubernetesSecret(files, "votes")) as Secret;
  expect({ kind, ...metadata }).toMatchObject({ kind: "Secret", name: "emojivoto-keys", namespace: "votes" });
  expect(Object.keys(data)).toHaveLength(5);
  for (const file of Object.values(files)) {
    expect(Buffer.from(data[basename(file)] ?? "", "base64")).toEqual(readFileSync(file));
  }
});

type Secret = { kind: string; metadata: object; data: Record<string, string> };
