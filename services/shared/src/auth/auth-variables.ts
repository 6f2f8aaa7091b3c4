import { choice, optionalPath } from "../config/variables.ts";

export const authModes = ["off", "optional", "required"] as const;
export type AuthMode = (typeof authModes)[number];

/** The variables of a service that verifies tokens and cannot make them. */
export const authVariables = {
  AUTH_MODE: choice("optional", authModes).describe("Tokens of callers: ignored, verified when sent, or demanded"),
  JWT_PUBLIC_KEY_FILE: optionalPath().describe("EC P-256 public key (PEM) that verifies ES256 tokens"),
  JWT_SECRET_FILE: optionalPath().describe("Secret of at least 32 bytes that verifies HS256 tokens"),
};
