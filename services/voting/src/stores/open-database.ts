import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inMemory } from "../votes-url.ts";
import { checkSchema, createSchema, readPragma } from "./schema.ts";
import { StoreFault } from "./store-fault.ts";

/**
 * Opens the votes' database, made anew where there is none, and locks its file against other processes until
 * it is closed. Throws a StoreFault or an error of node:sqlite or node:fs; a file that is refused is not changed.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== inMemory) checkPath(file);
  const database = new DatabaseSync(file);
  try {
    // The kernel's lock is held from the first read on, and freed even by kill -9.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    checkSchema(database);
    checkPages(database);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    // On macOS an fsync stays in the drive's cache without it.
    database.exec("PRAGMA fullfsync = ON");
    createSchema(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite tells all of these as "unable to open" or "disk I/O error". */
function checkPath(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new StoreFault("a folder stands where its file should be");
  if (stats) accessSync(file, constants.R_OK | constants.W_OK);
}

function checkPages(database: DatabaseSync): void {
  const answer = readPragma(database, "quick_check(1)");
  if (answer === "ok") return;
  throw new StoreFault("its file is damaged: put a backup in its place or move it away", { cause: answer });
}
