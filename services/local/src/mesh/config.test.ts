import type { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { expect, test } from "vitest";
import { configSchema } from "./config.ts";

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(configSchema, env);
    return [];
  } catch (error) {
    return (error as ConfigError).faults;
  }
}

const read = (plan: unknown) => readConfig(configSchema, { MESH_PROXIES: JSON.stringify(plan) }).MESH_PROXIES;
const planFaults = (plan: unknown) => faultsOf({ MESH_PROXIES: JSON.stringify(plan) });

const listen = "127.0.0.1:0";

test("a workload's proxies are read; an app whose port is told later needs no address", () => {
  const plan = [{ workload: "web", inbound: { listen }, outbound: [{ listen, to: "emoji-svc:8080", retries: 2 }] }];
  expect(read(plan)).toEqual([
    {
      workload: "web",
      inbound: { listen: { host: "127.0.0.1", port: 0 }, app: { host: "127.0.0.1", port: 0 } },
      outbound: [{ listen: { host: "127.0.0.1", port: 0 }, to: "emoji-svc:8080", opaque: false, retries: 2 }],
    },
  ]);
});

test("every fault of the plan is told with its place", () => {
  expect(
    planFaults([{ workload: "Web!", inbound: { listen: "8080" }, outbound: [{ listen, to: "x", retries: 99 }] }]),
  ).toEqual([
    "MESH_PROXIES: 0.workload: expected a name of letters, digits and dashes",
    "MESH_PROXIES: 0.inbound.listen: expected host:port, got `8080`",
    expect.stringMatching(/^MESH_PROXIES: 0\.outbound\.0\.retries: .*10/),
  ]);
});

test.each([
  [
    "a destination that is nowhere",
    [{ workload: "web", outbound: [{ listen, to: "emoji" }] }],
    "expected a workload with an inbound proxy or host:port, got `emoji`",
  ],
  ["a workload twice", [{ workload: "web" }, { workload: "web" }], "expected a name of its own, got `web` again"],
  [
    "a destination twice",
    [
      {
        workload: "web",
        outbound: [
          { listen, to: "a:1" },
          { listen, to: "a:2" },
        ],
      },
    ],
    "expected a name of its own, got `web.a` again",
  ],
  ["a word it does not know", [{ workload: "web", inbond: {} }], "inbond"],
  ["no workload", [], "MESH_PROXIES"],
])("%s is a fault", (_, plan, words) => {
  expect(planFaults(plan).join()).toContain(words);
});

test("what is no JSON, nothing at all, and an endpoint that is none are told together with the rest", () => {
  expect(
    faultsOf({ MESH_PROXIES: "web -> emoji", MESH_EXPORT_INTERVAL: "0", OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://x" }),
  ).toEqual([
    expect.stringMatching(/^MESH_PROXIES: .*expected array/),
    "MESH_EXPORT_INTERVAL: expected a duration above 0, got `0`",
    "OTEL_EXPORTER_OTLP_ENDPOINT: expected host:port or an http(s) URL, got `ftp://x`",
  ]);
  expect(faultsOf({})).toEqual(["MESH_PROXIES: expected the proxies as JSON, got nothing"]);
});
