import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadDefaults } from "./load-defaults.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

async function local() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const dataFolder = temporaryFolder();
  for (const file of ["app-key", "app-secret"]) writeFileSync(join(dataFolder, file), "x");
  onTestFinished(() => void server.close());
  return { otlpPort: (server.address() as AddressInfo).port, dataFolder };
}

test("a load test beside npm start exports to its store, links to its page and signs in with its app", async () => {
  const there = await local();
  expect(await loadDefaults({}, ["--rate", "5"], there)).toEqual({
    PROM_PORT: "0",
    LISTEN_HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    VISIT_LINES: "off",
    WARMUP: "auto",
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${there.otlpPort}`,
    JAEGER_URL: "http://localhost:16686",
    APP_KEY_FILE: join(there.dataFolder, "app-key"),
    APP_SECRET_FILE: join(there.dataFolder, "app-secret"),
  });
});

test("what the environment says stays", async () => {
  const env = { LOG_LEVEL: "debug", JAEGER_URL: "http://jaeger", OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317" };
  const defaults = await loadDefaults(env, [], await local());
  for (const name of Object.keys(env)) expect(defaults).not.toHaveProperty(name);
});

test.each([
  [["--target", "web.example"], {}],
  [["--target=web.example"], {}],
  [[], { WEB_HOST: "web.example" }],
  [["--app-key", "mine"], {}],
  [[], { APP_SECRET_FILE: "/mine" }],
])("another target, or another app, does not get the local app's secret: %s %s", async (args, env) => {
  expect(Object.keys(await loadDefaults(env, args, await local()))).not.toContain("APP_KEY_FILE");
});
