import { EventEmitter, once } from "node:events";
import { mkdirSync, rmdirSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { expect, onTestFinished, test } from "vitest";
import { openStore, ready, silent } from "../testing/open-store.ts";
import { temporaryFile } from "../testing/temporary-file.ts";
import { createBallotBox } from "./ballot-box.ts";
import { createConnection } from "./connection.ts";
import { openDatabase } from "./open-database.ts";
import { readPragma } from "./schema.ts";

const ballots = (count: number, prefix = "b") =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, shortcode: ":joy:" }));

function connectTo(file: string) {
  let database: DatabaseSync | undefined;
  const probes = new EventEmitter();
  const health = createHealth();
  const open = () => {
    database = openDatabase(file);
    const box = createBallotBox(database, { windowMs: 60_000, maxBallots: 10_000, now: Date.now });
    const probeWrite = () => {
      try {
        box.probeWrite();
      } finally {
        probes.emit("probe");
      }
    };
    return { ...box, probeWrite };
  };
  const connection = createConnection({ open, health, log: silent });
  onTestFinished(() => connection.close());
  /** Resolves after the next try to write. */
  const probed = () => once(probes, "probe");
  return { connection, health, probed, database: () => database as DatabaseSync };
}

test("a full disk is told, leaves the totals readable, and is over when there is room again", async () => {
  const { connection, health, database } = connectTo(temporaryFile());
  connection.write((box) => box.count(ballots(1)));
  // SQLite answers with its code for a full disk.
  database().exec(`PRAGMA max_page_count = ${String(readPragma(database(), "page_count"))}`);
  expect(() => connection.write((box) => box.count(ballots(5_000)))).toThrow(
    "The vote store is unavailable: its disk is full",
  );
  expect(health.notReadyReason()).toBe("The vote store is unavailable: its disk is full");
  expect(() => connection.write((box) => box.count(ballots(1, "next")))).toThrow("its disk is full");
  expect(connection.read((box) => box.totals())).toEqual(new Map([[":joy:", 1n]]));

  database().exec("PRAGMA max_page_count = 1000000");
  await ready(health);
  expect(connection.write((box) => box.count(ballots(1, "last")))).toEqual([{ total: 2n, replayed: false }]);
});

test("a store that turned read-only is not ready for as long as it is", async () => {
  const { connection, health, probed, database } = connectTo(temporaryFile());
  database().exec("PRAGMA query_only = ON");
  const reason = "The vote store is unavailable: its file or folder is read-only";
  expect(() => connection.write((box) => box.count(ballots(1)))).toThrow(reason);
  await probed();
  expect(health.notReadyReason()).toBe(reason);
  database().exec("PRAGMA query_only = OFF");
  await ready(health);
  expect(connection.write((box) => box.count(ballots(1)))).toEqual([{ total: 1n, replayed: false }]);
});

test("an error that is no fault of the store's is passed on and changes nothing", () => {
  const { connection, health } = connectTo(temporaryFile());
  expect(() =>
    connection.write(() => {
      throw new TypeError("a bug");
    }),
  ).toThrow(TypeError);
  expect(health.notReadyReason()).toBeUndefined();
});

test("a store that cannot be opened refuses ballots, says why without a path, and opens once it can", async () => {
  const file = temporaryFile();
  mkdirSync(file);
  const store = openStore({ file });
  const reason = "The vote store is unavailable: a folder stands where its file should be";
  expect(store.health.notReadyReason()).toBe(reason);
  await expect(store.cast({ id: "a", shortcode: ":joy:" })).rejects.toMatchObject({
    message: reason,
    entry: { status: "UNAVAILABLE", retryable: true },
  });
  await expect(store.totals()).rejects.toThrow(reason);

  rmdirSync(file);
  await ready(store.health);
  expect(await store.cast({ id: "a", shortcode: ":joy:" })).toEqual({ total: 1n, replayed: false });
});

test("a second store waits until the first lets go", async () => {
  const file = temporaryFile();
  const first = openStore({ file });
  await first.cast({ id: "a", shortcode: ":joy:" });
  const second = openStore({ file });
  expect(second.health.notReadyReason()).toBe("The vote store is unavailable: another process is using its file");
  await first.close();
  await ready(second.health);
  expect(await second.totals()).toEqual(new Map([[":joy:", 1n]]));
});
