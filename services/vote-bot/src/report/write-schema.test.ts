import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reportJsonSchema, schemaPath } from "./write-schema.ts";

test("schema.json is the schema that reports are read by", () => {
  const written: unknown = JSON.parse(readFileSync(schemaPath, "utf8"));
  expect(written, "regenerate it: node services/vote-bot/src/report/write-schema.ts").toEqual(reportJsonSchema());
});
