// Makes the keys and secrets of a first start, each where only its reader finds it; a later start changes nothing.
import { orExitOnConfigError, readConfig } from "@emojivoto/shared/config/read-config.ts";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import { configSchema } from "./config.ts";
import { makeToken } from "./mesh-token.ts";
import { makeSecrets, secretFilesByReader } from "./secret-files.ts";

const config = await orExitOnConfigError(() => readConfig(configSchema, process.env));
const { CREDENTIALS_DIR: folder, MESH_TOKEN_FILE: tokenFile } = config;
await orExitOnConfigError(() => makeSecrets(secretFilesByReader(folder), "CREDENTIALS_DIR"));
if (tokenFile !== undefined) await orExitOnConfigError(() => makeToken(tokenFile));
createLogger("credentials", "info").info({ folder }, "keys and secrets are there");
