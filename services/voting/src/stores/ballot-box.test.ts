import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { createBallotBox } from "./ballot-box.ts";
import { createSchema } from "./schema.ts";

function openBox(options: { maxBallots?: number; now?: () => number } = {}) {
  const database = new DatabaseSync(":memory:");
  createSchema(database);
  const box = createBallotBox(database, { windowMs: 1_000, maxBallots: 1_000, now: Date.now, ...options });
  return { database, box, kept: () => database.prepare("SELECT count(*) AS kept FROM ballots").get()?.["kept"] };
}

const ballots = (count: number, prefix = "b") =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, shortcode: ":joy:" }));

test("a batch that fails leaves nothing behind", () => {
  const { database, box, kept } = openBox();
  box.count(ballots(1, "before"));
  database.exec(`PRAGMA max_page_count = ${String(database.prepare("PRAGMA page_count").get()?.["page_count"])}`);
  expect(() => box.count(ballots(500))).toThrow("full");
  expect(box.totals()).toEqual(new Map([[":joy:", 1n]]));
  expect(kept()).toBe(1);
  expect(box.count(ballots(1, "after"))).toEqual([{ total: 2n, replayed: false }]);
});

test("a total beyond the integers of JavaScript is exact", () => {
  const { database, box } = openBox();
  database.exec("INSERT INTO totals VALUES (':joy:', 9007199254740993)");
  expect(box.count(ballots(1))).toEqual([{ total: 9007199254740994n, replayed: false }]);
  expect(box.totals()).toEqual(new Map([[":joy:", 9007199254740994n]]));
});

test("a backlog of expired ballots is cleared in small steps", () => {
  let now = 1_000_000;
  const { box, kept } = openBox({ now: () => now });
  box.count(ballots(100));
  now += 5_000;
  box.count(ballots(10, "x"));
  expect(kept()).toBe(100 + 10 - 20);
  for (let batch = 0; batch < 10; batch++) box.count(ballots(10, `y${batch}-`));
  expect(kept()).toBe(110);
});

test("no batch leaves more ballots than the bound", () => {
  const { box, kept } = openBox({ maxBallots: 7 });
  for (let batch = 0; batch < 5; batch++) {
    box.count(ballots(5, `y${batch}-`));
    expect(kept()).toBe(Math.min(7, 5 * (batch + 1)));
  }
});
