import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { temporaryFile } from "../testing/temporary-file.ts";
import { createBallotBox } from "./ballot-box.ts";
import { openDatabase } from "./open-database.ts";
import { readPragma, schemaVersion } from "./schema.ts";
import { toStoreFault } from "./store-fault.ts";

/** Why a file is refused, having seen that this has not changed it. */
function refusalOf(file: string): string | undefined {
  const before = readFileSync(file);
  let reason: string | undefined;
  try {
    openDatabase(file).close();
  } catch (error) {
    reason = toStoreFault(error)?.message;
  }
  expect(readFileSync(file).equals(before)).toBe(true);
  return reason;
}

function writeDatabase(sql: string): string {
  const file = temporaryFile();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  return file;
}

test("an open file is in WAL mode and synchronous FULL, and its folder was made", () => {
  const database = openDatabase(join(dirname(temporaryFile()), "new", "folder", "votes.db"));
  expect(readPragma(database, "journal_mode")).toBe("wal");
  expect(readPragma(database, "synchronous")).toBe(2);
  expect(readPragma(database, "locking_mode")).toBe("exclusive");
  expect(readPragma(database, "user_version")).toBe(schemaVersion);
  database.close();
});

test("a file that a newer version has written is refused", () => {
  const file = temporaryFile();
  openDatabase(file).close();
  const newer = new DatabaseSync(file);
  newer.exec("PRAGMA user_version = 7");
  newer.close();
  expect(refusalOf(file)).toBe("a newer version has written its file (schema 7, this one knows 1): run that version");
});

test("another program's database is refused", () => {
  const file = writeDatabase("CREATE TABLE bookmarks (url TEXT)");
  expect(refusalOf(file)).toBe("its file is another program's database: name another one in VOTES_URL");
});

test("a file that is no database is refused", () => {
  const file = temporaryFile();
  writeFileSync(file, "Dear diary, today I voted for the doughnut again.\n".repeat(200));
  expect(refusalOf(file)).toBe("its file is not an SQLite database: name another one in VOTES_URL");
});

test("a damaged database is refused", () => {
  const file = temporaryFile();
  const database = openDatabase(file);
  const box = createBallotBox(database, { windowMs: 1_000, maxBallots: 1_000, now: Date.now });
  box.count(Array.from({ length: 1_000 }, (_, index) => ({ id: `ballot-${index}`, shortcode: ":joy:" })));
  box.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 4_096);
  writeFileSync(file, bytes);
  expect(refusalOf(file)).toBe("its file is damaged: put a backup in its place or move it away");
});

test("a file that is open elsewhere is refused", () => {
  const file = temporaryFile();
  const database = openDatabase(file);
  expect(() => openDatabase(file)).toThrow("database is locked");
  database.close();
  openDatabase(file).close();
});

test("a folder in the file's place, and a file in the folder's, are told", () => {
  const folder = temporaryFile();
  mkdirSync(folder);
  expect(() => openDatabase(folder)).toThrow("a folder stands where its file should be");
  const file = temporaryFile();
  writeFileSync(file, "");
  expect(() => openDatabase(join(file, "votes.db"))).toThrow(
    expect.toSatisfy((error) => toStoreFault(error)?.message === "a file stands where its folder should be"),
  );
});
