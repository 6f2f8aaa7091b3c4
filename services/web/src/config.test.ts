import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { expect, test } from "vitest";
import { configSchema } from "./config.ts";

const key = { JWT_PRIVATE_KEY_FILE: "key.pem", AUTH_APPS_FILE: "apps.json" };

test("the defaults are a configuration", () => {
  expect(readConfig(configSchema, {})).toMatchObject({ WEB_PORT: 8080, LEGACY_API: true, JWT_LIFETIME: 7_200_000 });
});

test.each([
  [{ ...key, JWT_SECRET_FILE: "secret" }, "JWT_PRIVATE_KEY_FILE and JWT_SECRET_FILE: expected one of the two"],
  [{ JWT_SECRET_FILE: "secret" }, "AUTH_APPS_FILE: expected a path"],
  [{ AUTH_APPS_FILE: "apps.json" }, "AUTH_APPS_FILE: needs JWT_PRIVATE_KEY_FILE or JWT_SECRET_FILE"],
  [{ AUTH_MODE: "required", LEGACY_API: "off" }, "AUTH_MODE: `required` needs"],
  [{ ...key, AUTH_MODE: "required" }, "LEGACY_API: expected `off` where AUTH_MODE is `required`"],
  [{ LEGACY_API: "off" }, "no route would be left to vote by"],
])("%j is a contradiction that is told", (env, message) => {
  expect(() => readConfig(configSchema, env)).toThrow(message);
});

test("where traces are read is an http(s) URL, and its closing slash does not matter", () => {
  expect(readConfig(configSchema, { TRACES_URL: "http://jaeger:16686/" }).TRACES_URL).toBe("http://jaeger:16686");
  expect(() => readConfig(configSchema, { TRACES_URL: "javascript:alert(1)" })).toThrow(
    "TRACES_URL: expected an http(s) URL, got `javascript:alert(1)`",
  );
});
