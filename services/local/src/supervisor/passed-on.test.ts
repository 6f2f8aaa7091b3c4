import { expect, test } from "vitest";
import { passedOn } from "./passed-on.ts";

test("services get the machine's, OpenTelemetry's, Node's and their own variables", () => {
  const env = { PATH: "/bin", OTEL_TRACES_SAMPLER: "always_on", NODE_OPTIONS: "--inspect", FAILURE_RATE: "0" };
  expect(passedOn(env)).toEqual(env);
});

test("nothing else of the user's environment reaches them", () => {
  expect(
    passedOn({ AWS_SECRET_ACCESS_KEY: "s", npm_config_registry: "r", WEB_PORT: "1", JWT_SECRET_FILE: "f" }),
  ).toEqual({});
});

test("four services do not share one name", () => {
  expect(passedOn({ OTEL_SERVICE_NAME: "mine" })).toEqual({});
});
