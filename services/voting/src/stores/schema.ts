import type { DatabaseSync } from "node:sqlite";
import { StoreFault } from "./store-fault.ts";
import { transact } from "./transact.ts";

/** Marks a database as ours: "emoj" in ASCII. */
const applicationId = 0x65_6d_6f_6a;

/** Raised with every change of the tables that an older voting could not use. */
export const schemaVersion = 1;

/** `seq` has no gaps, since rows are deleted from its low end only: that makes the number of ballots cheap to know. */
const tables = `
  CREATE TABLE totals (
    shortcode TEXT PRIMARY KEY,
    total INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ballots (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    shortcode TEXT NOT NULL,
    total INTEGER NOT NULL,
    cast_at_ms INTEGER NOT NULL
  ) STRICT;
`;

/** Throws a StoreFault for a database that another program or a newer voting has written. Changes nothing. */
export function checkSchema(database: DatabaseSync): void {
  const version = Number(readPragma(database, "user_version"));
  if (!isEmpty(database) && readPragma(database, "application_id") !== applicationId) {
    throw new StoreFault("its file is another program's database: name another one in VOTES_URL");
  }
  if (version > schemaVersion) {
    throw new StoreFault(
      `a newer version has written its file (schema ${version}, this one knows ${schemaVersion}): run that version`,
    );
  }
}

/** Creates the tables in a new database, and does nothing in one that has them. */
export function createSchema(database: DatabaseSync): void {
  if (!isEmpty(database)) return;
  transact(database, () => {
    database.exec(`${tables} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`);
  });
}

/** Writes one page, which changes nothing. Throws SQLite's error when that does not reach the disk. */
export function probeWrite(database: DatabaseSync): void {
  transact(database, () => database.exec(`PRAGMA user_version = ${schemaVersion}`));
}

/** The one value that a PRAGMA answers. */
export function readPragma(database: DatabaseSync, pragma: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}
