import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { transact } from "./transact.ts";

test("work that throws leaves nothing behind and does not block what follows", () => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE votes (emoji TEXT)");
  const vote = (emoji: string) => database.prepare("INSERT INTO votes VALUES (?)").run(emoji);
  expect(() =>
    transact(database, () => {
      vote(":joy:");
      throw new TypeError("a bug");
    }),
  ).toThrow(TypeError);
  transact(database, () => vote(":ghost:"));
  expect(database.prepare("SELECT emoji FROM votes").all()).toEqual([{ emoji: ":ghost:" }]);
});
