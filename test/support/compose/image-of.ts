import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./read-compose-file.ts";

/** The version of the app, which its images have as their tag. */
export const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** The image of web, emoji, voting, vote-bot or local. */
export const imageOf = (name: string) => `emojivoto-${name}:${version}`;
