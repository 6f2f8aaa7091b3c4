import { createSecretKey, generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import { expect, test } from "vitest";
import type { TokenKey } from "./token-keys.ts";
import { audience, createVerifyToken, issuer } from "./verify-token.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const es256: TokenKey = { algorithm: "ES256", kid: "ec", key: publicKey };
const verify = createVerifyToken([es256]);

const claims = { scope: "votes:write emojis:read" };
const immortal = {
  algorithm: "ES256",
  keyid: "ec",
  issuer,
  audience,
  subject: "app_1",
  jwtid: "1",
  notBefore: 0,
} as const;
const good = { ...immortal, expiresIn: 60 } as const;

test("a good token's subject and scopes are read", () => {
  const token = jwt.sign(claims, privateKey, good);
  expect(verify(token)).toMatchObject({ subject: "app_1", scopes: ["votes:write", "emojis:read"] });
});

test.each<[string, () => string, string]>([
  ["expired", () => jwt.sign(claims, privateKey, { ...good, expiresIn: -60 }), "it has expired"],
  ["not yet valid", () => jwt.sign(claims, privateKey, { ...good, notBefore: 60 }), "it is not valid yet"],
  [
    "for another audience",
    () => jwt.sign(claims, privateKey, { ...good, audience: "x" }),
    "it is for another audience",
  ],
  ["of another issuer", () => jwt.sign(claims, privateKey, { ...good, issuer: "x" }), "it comes from another issuer"],
  ["of an unknown key", () => jwt.sign(claims, privateKey, { ...good, keyid: "x" }), "no key of this service"],
  ["without a lifetime", () => jwt.sign(claims, privateKey, immortal), "it lacks a claim"],
  ["without a scope", () => jwt.sign({}, privateKey, good), "it lacks a claim"],
  ["tampered with", () => jwt.sign(claims, privateKey, good).slice(0, -8).concat("AAAAAAAA"), "its signature is wrong"],
  ["no JWT", () => "a.b.c", "it is not a JWT"],
])("a token that is %s is refused and the reason told", (_, token, reason) => {
  expect(token).not.toThrow();
  expect(() => verify(token())).toThrow(`The token was refused: ${reason}`);
});

test("a token with the algorithm `none` is refused", () => {
  const [header, payload] = [
    { alg: "none", typ: "JWT", kid: "ec" },
    { ...claims, sub: "x" },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  expect(() => verify(`${header}.${payload}.`)).toThrow("The token was refused");
});

test("a token signed by HS256 with the public key as its secret is refused", () => {
  const secret = createSecretKey(Buffer.from(publicKey.export({ type: "spki", format: "pem" })));
  const token = jwt.sign(claims, secret, { ...good, algorithm: "HS256" });
  expect(() => verify(token)).toThrow("The token was refused: its algorithm is not the one of its key");
});
