import { readFileSync } from "node:fs";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";

/** What an app signs in with. The secret goes into the body of POST /auth and nowhere else. */
export type Credentials = { readonly appKey: string; readonly appSecret: string };

/** Where the credentials come from; `APP_KEY` beats its file. */
type CredentialVariables = {
  readonly APP_KEY?: string | undefined;
  readonly APP_KEY_FILE?: string | undefined;
  readonly APP_SECRET_FILE?: string | undefined;
};

/** Reads the files. Throws a ConfigError with the faults of both. */
export function readCredentials(config: CredentialVariables): Credentials {
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
