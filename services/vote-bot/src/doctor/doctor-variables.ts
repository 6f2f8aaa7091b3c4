import {
  choice,
  duration,
  optionalParsed,
  optionalPath,
  optionalText,
  parsed,
} from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";
import { parseJaegerUrl } from "../jaeger/parse-jaeger-url.ts";
import { parseHostHeader } from "../variables/parse-host-header.ts";
import { parseTarget } from "../variables/parse-target.ts";

/** Every variable of `vote-bot doctor`; `flag` is the command line's name for it. */
const variables = z.object({
  WEB_HOST: parsed("http://localhost:8080", "host:port or an http:// URL without a path", parseTarget)
    .meta({ flag: "web" })
    .describe("Where web is: host:port or an http:// URL"),
  JAEGER_URL: parsed("http://localhost:16686", "host:port or an http(s) URL", parseJaegerUrl)
    .meta({ flag: "jaeger" })
    .describe("Jaeger's query address, or the local trace store's"),
  TRACES_URL: optionalParsed("host:port or an http(s) URL", parseJaegerUrl).describe(
    "Where a person opens traces, for links; JAEGER_URL unless set",
  ),
  EXPECT_MESH: choice("any", ["linkerd", "none", "any"])
    .meta({ flag: "expect-mesh" })
    .describe("Whether proxy spans must be there, must not be, or may be"),
  APP_KEY: optionalText().meta({ flag: "app-key" }).describe("App key to sign in with; the visit is then one of v1"),
  APP_KEY_FILE: optionalPath().describe("File with the app key, read when APP_KEY is unset"),
  APP_SECRET_FILE: optionalPath().meta({ flag: "app-secret-file" }).describe("File with the app's secret"),
  HOST_OVERRIDE: parsed("", "a host name, with a port or without", parseHostHeader).describe("Host header to send"),
  DOCTOR_TIMEOUT: duration("15s")
    .refine((timeoutMs) => timeoutMs >= 1_000, "expected a duration of `1s` or more")
    .meta({ flag: "timeout" })
    .describe("Longest time in all; a mesh's proxies send their spans up to 10 s late"),
  DOCTOR_OUTPUT: choice("text", ["text", "json"])
    .meta({ flag: "json", switchValue: "json" })
    .describe("`json`, or the flag alone: one JSON document"),
});

/** Runs whatever other variables are at fault, so that all faults are told at once. */
const always = { when: () => true };

export const doctorSchema = variables
  .refine(({ APP_KEY, APP_KEY_FILE, APP_SECRET_FILE }) => !APP_SECRET_FILE || Boolean(APP_KEY ?? APP_KEY_FILE), {
    path: ["APP_KEY"],
    error: "expected the key of the app whose secret is given: set APP_KEY, APP_KEY_FILE or --app-key",
    ...always,
  })
  .refine(({ APP_KEY, APP_KEY_FILE, APP_SECRET_FILE }) => !(APP_KEY ?? APP_KEY_FILE) || Boolean(APP_SECRET_FILE), {
    path: ["APP_SECRET_FILE"],
    error: "expected a file with the secret of the app whose key is given: set APP_SECRET_FILE or --app-secret-file",
    ...always,
  });

export type DoctorConfig = z.output<typeof doctorSchema>;
