import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { readOrMake } from "./secret-file.ts";

/** Puts a random token for the proxies of the stand-in mesh into `file`, unless there is one. Throws a ConfigError. */
export const makeToken = (file: string) => orFault(() => readOrMake(file, () => `${randomUUID()}\n`));

/** The token in `file`. Throws a ConfigError when there is none. */
export const readToken = (file: string) => orFault(async () => (await readFile(file, "utf8")).trim());

async function orFault(read: () => Promise<string>): Promise<string> {
  try {
    const token = await read();
    if (token !== "") return token;
    throw new Error("the file is empty");
  } catch (cause) {
    throw new ConfigError([`MESH_TOKEN_FILE: expected a file with a token: ${(cause as Error).message}`], { cause });
  }
}
