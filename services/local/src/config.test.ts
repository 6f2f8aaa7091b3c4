import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { expect, test } from "vitest";
import { readStartConfig } from "./config.ts";

test("without flags and variables the four services get their documented ports and one visit a second", () => {
  expect(readStartConfig([], {})).toMatchObject({
    WEB_PORT: 8080,
    EMOJI_PORT: 8081,
    VOTING_PORT: 8082,
    EMOJI_ADMIN_PORT: 8801,
    VOTING_ADMIN_PORT: 8802,
    WEB_ADMIN_PORT: 8803,
    VOTE_BOT_ADMIN_PORT: 8804,
    DATA_DIR: ".data",
    REQUEST_RATE: 1,
    withBot: true,
    verbose: false,
  });
});

test("a flag goes before its variable, in both spellings", () => {
  expect(readStartConfig(["--rate", "50"], { REQUEST_RATE: "7" }).REQUEST_RATE).toBe(50);
  expect(readStartConfig(["--rate=0.5"], {}).REQUEST_RATE).toBe(0.5);
  expect(readStartConfig([], { REQUEST_RATE: "7" }).REQUEST_RATE).toBe(7);
  expect(readStartConfig(["--no-bot", "--verbose"], {})).toMatchObject({ withBot: false, verbose: true });
});

test("all faults of flags and variables are told together, each by the name it was given under", () => {
  const env = { WEB_PORT: "80a", OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://x", REQUEST_RATE: "7" };
  expect(faultsOf(["--rate", "-1", "--fast", "--no-bot=1", "now"], env)).toEqual([
    "--fast: unknown flag; `npm start -- --help` lists them",
    "--no-bot: expected no value, got `1`",
    "expected a flag, got `now`",
    "OTEL_EXPORTER_OTLP_ENDPOINT: expected host:port or an http(s) URL, got `ftp://x`",
    "WEB_PORT: expected a port 0-65535, got `80a`",
    "--rate: expected a number from 0.001 to 100000, got `-1`",
  ]);
  expect(faultsOf(["--rate"], {})).toEqual(["--rate: expected a value, like `--rate 5`"]);
  expect(faultsOf([], { REQUEST_RATE: "x" })).toEqual([
    "REQUEST_RATE: expected a number from 0.001 to 100000, got `x`",
  ]);
});

test("one port for two services is a fault; 0 for many is none", () => {
  expect(faultsOf([], { WEB_PORT: "8081" })).toEqual([
    "EMOJI_PORT: expected a port of its own, got that of WEB_PORT, `8081`",
  ]);
  expect(readStartConfig([], { WEB_PORT: "0", EMOJI_PORT: "0" })).toMatchObject({ WEB_PORT: 0, EMOJI_PORT: 0 });
});

function faultsOf(args: string[], env: Record<string, string>): readonly string[] {
  try {
    readStartConfig(args, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
  }
  throw new Error("expected a ConfigError");
}
