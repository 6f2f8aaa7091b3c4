import { resolve } from "node:path";

/** SQLite's own name for a database that lives and dies with the process. */
export const inMemory = ":memory:";

/** What a VOTES_URL names: `memory:` → `inMemory`, `sqlite:<file>` → the file's absolute path, else undefined. */
export function parseVotesUrl(text: string): string | undefined {
  if (text === "memory:") return inMemory;
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  return file === undefined ? undefined : resolve(file);
}
