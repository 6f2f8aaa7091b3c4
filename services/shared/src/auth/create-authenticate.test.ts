import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { createAuthenticate, readAuthenticate } from "./create-authenticate.ts";

const keys = [
  { algorithm: "ES256", kid: "1", key: generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey },
] as const;

test("`off` looks at no token", () => {
  expect(createAuthenticate("off", keys)("Bearer bad")).toBeUndefined();
});

test("`optional` lets a call without a token pass, and refuses a bad one", () => {
  const authenticate = createAuthenticate("optional", keys);
  expect(authenticate(undefined)).toBeUndefined();
  expect(authenticate("Basic abc")).toBeUndefined();
  expect(() => authenticate("Bearer bad")).toThrow("The token was refused");
});

test("`required` refuses a call without a token", () => {
  expect(() => createAuthenticate("required", keys)(undefined)).toThrow("This needs a token");
});

test("`required` without a key, and two keys, are faults", () => {
  expect(() => readAuthenticate({ AUTH_MODE: "required" })).toThrow("AUTH_MODE: `required` needs");
  const both = { AUTH_MODE: "optional", JWT_PUBLIC_KEY_FILE: "a", JWT_SECRET_FILE: "b" } as const;
  expect(() => readAuthenticate(both)).toThrow("expected one of the two, got both");
});
