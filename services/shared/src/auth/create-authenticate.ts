import { ConfigError } from "../config/config-error.ts";
import { errors } from "../errors/errors.ts";
import type { AuthMode } from "./auth-variables.ts";
import { bearerTokenOf } from "./bearer-token.ts";
import { readPublicKey, readSecret, type TokenKey } from "./token-keys.ts";
import { type Claims, createVerifyToken } from "./verify-token.ts";

/**
 * Reads an `authorization` header or metadata value: the claims of its bearer token, or undefined where none
 * was sent and none is demanded. Throws `token_required` or `invalid_token`.
 */
export type Authenticate = (authorization: string | undefined) => Claims | undefined;

export function createAuthenticate(mode: AuthMode, keys: readonly TokenKey[]): Authenticate {
  if (mode === "off") return () => undefined;
  const verifyToken = createVerifyToken(keys);
  return (authorization) => {
    const token = bearerTokenOf(authorization);
    if (token !== undefined) return verifyToken(token);
    if (mode === "required") throw errors.tokenRequired();
    return undefined;
  };
}

type AuthConfig = {
  AUTH_MODE: AuthMode;
  JWT_PUBLIC_KEY_FILE?: string | undefined;
  JWT_SECRET_FILE?: string | undefined;
};

/** The authenticate function of a service that only verifies. Throws a ConfigError for unusable keys. */
export function readAuthenticate(config: AuthConfig): Authenticate {
  const { AUTH_MODE: mode, JWT_PUBLIC_KEY_FILE: publicKeyFile, JWT_SECRET_FILE: secretFile } = config;
  if (publicKeyFile !== undefined && secretFile !== undefined) {
    throw new ConfigError(["JWT_PUBLIC_KEY_FILE and JWT_SECRET_FILE: expected one of the two, got both"]);
  }
  const keys = [
    ...(publicKeyFile === undefined ? [] : [readPublicKey("JWT_PUBLIC_KEY_FILE", publicKeyFile)]),
    ...(secretFile === undefined ? [] : [readSecret("JWT_SECRET_FILE", secretFile)]),
  ];
  if (mode === "required" && keys.length === 0) {
    throw new ConfigError(["AUTH_MODE: `required` needs JWT_PUBLIC_KEY_FILE or JWT_SECRET_FILE"]);
  }
  return createAuthenticate(mode, keys);
}
