import { readFileSync } from "node:fs";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import type { Config } from "./config.ts";
import { signsIn } from "./scenarios/scenario-mix.ts";

/** What an app signs in with. The secret goes into the body of POST /auth and nowhere else. */
export type Credentials = { readonly appKey: string; readonly appSecret: string };

/** Reads the files, unless no scenario signs in: then both are empty. Throws a ConfigError with the faults of both. */
export function readCredentials(config: Config): Credentials {
  if (!signsIn(config.SCENARIO)) return { appKey: "", appSecret: "" };
  const faults: string[] = [];
  const read = (variable: "APP_KEY_FILE" | "APP_SECRET_FILE") => {
    try {
      const content = readFileSync(config[variable] ?? "", "utf8").trim();
      if (content === "") faults.push(`${variable}: expected one line in ${config[variable]}, got an empty file`);
      return content;
    } catch (error) {
      faults.push(`${variable}: ${(error as Error).message}`);
      return "";
    }
  };
  const credentials = { appKey: config.APP_KEY ?? read("APP_KEY_FILE"), appSecret: read("APP_SECRET_FILE") };
  if (faults.length > 0) throw new ConfigError(faults);
  return credentials;
}
