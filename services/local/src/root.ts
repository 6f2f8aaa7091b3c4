import { join } from "node:path";

/** The repository's top folder. */
export const root = join(import.meta.dirname, "../../..");
