import { expect, test } from "vitest";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./read-config.ts";
import { choice, duration, hostPort, integer, number, onOff, optionalPath, port } from "./variables.ts";

const schema = z.object({
  WEB_PORT: port(8080),
  EMOJISVC_HOST: hostPort("127.0.0.1:8081"),
  GRACE: duration("5s"),
  RATE: number(1, 0, 1),
  COUNT: integer(3, 0, 10),
  LEGACY_API: onOff("on"),
  AUTH_MODE: choice("optional", ["off", "optional"]),
  KEY_FILE: optionalPath(),
});

test("an empty variable counts as unset and gets the default", () => {
  expect(readConfig(schema, { WEB_PORT: "", GRACE: "250ms" })).toEqual({
    WEB_PORT: 8080,
    EMOJISVC_HOST: "127.0.0.1:8081",
    GRACE: 250,
    RATE: 1,
    COUNT: 3,
    LEGACY_API: true,
    AUTH_MODE: "optional",
  });
});

test("every fault is told, with the variable, what was expected and what it got", () => {
  const faulty = {
    WEB_PORT: "80a",
    EMOJISVC_HOST: "http://emoji:80",
    GRACE: "5",
    RATE: "1.1",
    COUNT: "2.5",
    LEGACY_API: "yes",
    AUTH_MODE: "none",
  };
  const read = () => readConfig(schema, faulty);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(
    [
      "WEB_PORT: expected a port 0-65535, got `80a`",
      "EMOJISVC_HOST: expected host:port with a port 1-65535, without a scheme, got `http://emoji:80`",
      "GRACE: expected a duration like `500ms`, `2s` or `24h`, at most `596h`, got `5`",
      "RATE: expected a number from 0 to 1, got `1.1`",
      "COUNT: expected a whole number from 0 to 10, got `2.5`",
      "LEGACY_API: expected `on` or `off`, got `yes`",
      "AUTH_MODE: expected `off` or `optional`, got `none`",
    ].join("\n"),
  );
});

test.each(["65536", "-1", "1e3", " 80", "0x50"])("port `%s` is refused", (text) => {
  expect(() => readConfig(schema, { WEB_PORT: text })).toThrow("WEB_PORT");
});

test.each(["emoji", "emoji:", ":80", "emoji:0", "emoji:65536", "a b:80", "user@host:80"])(
  "address `%s` is refused",
  (text) => {
    expect(() => readConfig(schema, { EMOJISVC_HOST: text })).toThrow("EMOJISVC_HOST");
  },
);

test("an IPv6 address and a DNS name are addresses", () => {
  for (const text of ["[::1]:8080", "emoji-svc.emojivoto:8080"]) {
    expect(readConfig(schema, { EMOJISVC_HOST: text }).EMOJISVC_HOST).toBe(text);
  }
});
