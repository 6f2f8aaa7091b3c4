import { resolve } from "node:path";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { expect, test } from "vitest";
import { configSchema } from "./config.ts";

const read = (env: Record<string, string>) => readConfig(configSchema, env);

test("votes are kept in .data/votes.db unless VOTES_URL says otherwise", () => {
  expect(read({}).VOTES_URL).toBe(resolve(".data/votes.db"));
  expect(read({ VOTES_URL: "sqlite:/data/votes.db" }).VOTES_URL).toBe("/data/votes.db");
  expect(read({ VOTES_URL: "memory:" }).VOTES_URL).toBe(":memory:");
});

test("a file may not pass for a database in memory, nor for an SQLite URI", () => {
  expect(read({ VOTES_URL: "sqlite::memory:" }).VOTES_URL).toBe(resolve(":memory:"));
  expect(read({ VOTES_URL: "sqlite:file:votes.db?mode=memory" }).VOTES_URL).toBe(resolve("file:votes.db?mode=memory"));
});

test.each(["sqlite:", "memory", "memory:x", "votes.db", "postgres://votes"])("VOTES_URL=%s is a fault", (url) => {
  expect(() => read({ VOTES_URL: url })).toThrow(
    `VOTES_URL: expected \`memory:\` or \`sqlite:<file>\`, got \`${url}\``,
  );
});

test("every fault is told at once", () => {
  expect(() => read({ FAILURE_RATE: "2", ARTIFICIAL_DELAY: "soon", BALLOT_WINDOW: "1 day" })).toThrow(
    /FAILURE_RATE: .*\nARTIFICIAL_DELAY: .*\nBALLOT_WINDOW: /,
  );
});
