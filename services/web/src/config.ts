import { authModes } from "@emojivoto/shared/auth/auth-variables.ts";
import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import {
  choice,
  duration,
  hostPort,
  onOff,
  optionalPath,
  parsed,
  port,
  text,
} from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";

const variables = z.object({
  ...serviceVariables,
  WEB_PORT: port(8080).describe("HTTP port"),
  EMOJISVC_HOST: hostPort("127.0.0.1:8081").describe("Address of the emoji service"),
  VOTINGSVC_HOST: hostPort("127.0.0.1:8082").describe("Address of the voting service"),
  REQUEST_TIMEOUT: duration("10s").describe("Longest time a request may take, its calls to the backends included"),
  RETRY_TIMEOUT: duration("350ms").describe("For how long a call is sent again to a backend that cannot be reached"),
  MESSAGE_OF_THE_DAY: text("").describe("A line of text for the page"),
  TRACES_URL: parsed("", "an http(s) URL", parseBaseUrl).describe(
    "Where a person reads traces (Jaeger, or the local store): the page links each vote to its trace there",
  ),
  LEGACY_API: onOff("on").describe("The open routes /api/list, /api/vote and /api/leaderboard"),
  AUTH_MODE: choice("optional", authModes).describe("With `required`, web signs a token for its own calls too"),
  AUTH_APPS_FILE: optionalPath().describe("App keys, hashed secrets and scopes (JSON)"),
  JWT_PRIVATE_KEY_FILE: optionalPath().describe("EC P-256 private key (PEM) that signs ES256 tokens"),
  JWT_SECRET_FILE: optionalPath().describe("Secret of at least 32 bytes that signs HS256 tokens"),
  JWT_LIFETIME: duration("2h").describe("Lifetime of a token"),
  INDEX_BUNDLE: text("").describe("Accepted and ignored"),
  WEBPACK_DEV_SERVER: text("").describe("Accepted and ignored"),
});

/** Without its closing slash; "" stays "". */
function parseBaseUrl(value: string): string | undefined {
  if (value === "") return value;
  const isHttp = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  return isHttp ? value.replace(/\/+$/, "") : undefined;
}

type Variables = z.output<typeof variables>;

export const configSchema = variables.check(({ value, issues }) => {
  for (const message of contradictions(value)) issues.push({ code: "custom", message, input: value });
});

function contradictions(config: Variables): string[] {
  const { JWT_PRIVATE_KEY_FILE, JWT_SECRET_FILE, AUTH_APPS_FILE, AUTH_MODE, LEGACY_API } = config;
  const hasKey = JWT_PRIVATE_KEY_FILE !== undefined || JWT_SECRET_FILE !== undefined;
  const faults: string[] = [];
  if (JWT_PRIVATE_KEY_FILE !== undefined && JWT_SECRET_FILE !== undefined) {
    faults.push("JWT_PRIVATE_KEY_FILE and JWT_SECRET_FILE: expected one of the two, got both");
  }
  if (hasKey && AUTH_APPS_FILE === undefined) {
    faults.push("AUTH_APPS_FILE: expected a path where a JWT key is set, got nothing: nobody could sign in");
  }
  if (!hasKey && AUTH_APPS_FILE !== undefined) {
    faults.push("AUTH_APPS_FILE: needs JWT_PRIVATE_KEY_FILE or JWT_SECRET_FILE to sign tokens with");
  }
  if (!hasKey && AUTH_MODE === "required") {
    faults.push("AUTH_MODE: `required` needs JWT_PRIVATE_KEY_FILE or JWT_SECRET_FILE");
  }
  if (LEGACY_API && AUTH_MODE === "required") {
    faults.push("LEGACY_API: expected `off` where AUTH_MODE is `required`, got `on`: its routes carry no token");
  }
  if (!hasKey && !LEGACY_API) {
    faults.push("LEGACY_API: `off` needs JWT_PRIVATE_KEY_FILE or JWT_SECRET_FILE: no route would be left to vote by");
  }
  return faults;
}
