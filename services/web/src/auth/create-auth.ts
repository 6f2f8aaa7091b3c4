import type { AuthMode } from "@emojivoto/shared/auth/auth-variables.ts";
import { publicKeyOf, readPrivateKey, readSecret, type TokenKey } from "@emojivoto/shared/auth/token-keys.ts";
import { createVerifyToken, type VerifyToken } from "@emojivoto/shared/auth/verify-token.ts";
import { createIssueToken, type IssueToken } from "./create-issue-token.ts";
import { type CheckCredentials, readApps } from "./read-apps.ts";
import { scopes } from "./scopes.ts";

/** What web needs to let apps sign in. */
export type Auth = {
  readonly issue: IssueToken;
  readonly verify: VerifyToken;
  readonly checkCredentials: CheckCredentials;
  readonly lifetimeS: number;
  /** A token for a call that web makes for itself; undefined where the backends demand none. */
  readonly ownToken: () => string | undefined;
};

type AuthConfig = {
  AUTH_MODE: AuthMode;
  AUTH_APPS_FILE?: string | undefined;
  JWT_PRIVATE_KEY_FILE?: string | undefined;
  JWT_SECRET_FILE?: string | undefined;
  JWT_LIFETIME: number;
};

/** Seconds that a token web signs for itself is good for. */
const ownTokenLifetimeS = 60;

/** Reads the keys and the apps; undefined where none are configured. Throws a ConfigError. */
export function createAuth(config: AuthConfig): Auth | undefined {
  const signingKey = readSigningKey(config);
  if (signingKey === undefined || config.AUTH_APPS_FILE === undefined) return undefined;
  const issue = createIssueToken(signingKey);
  return {
    issue,
    verify: createVerifyToken([signingKey.algorithm === "ES256" ? publicKeyOf(signingKey) : signingKey]),
    checkCredentials: readApps(config.AUTH_APPS_FILE),
    lifetimeS: Math.max(1, Math.floor(config.JWT_LIFETIME / 1_000)),
    ownToken: () => (config.AUTH_MODE === "required" ? issue("web", scopes, ownTokenLifetimeS) : undefined),
  };
}

function readSigningKey(config: AuthConfig): TokenKey | undefined {
  if (config.JWT_PRIVATE_KEY_FILE !== undefined) {
    return readPrivateKey("JWT_PRIVATE_KEY_FILE", config.JWT_PRIVATE_KEY_FILE);
  }
  return config.JWT_SECRET_FILE === undefined ? undefined : readSecret("JWT_SECRET_FILE", config.JWT_SECRET_FILE);
}
