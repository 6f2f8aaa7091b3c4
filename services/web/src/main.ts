import { bootService } from "@emojivoto/shared/lifecycle/boot-service.ts";
import { configSchema } from "./config.ts";

const { config, log, metrics, run } = await bootService("web", configSchema, { servesHttp: true });

// Imported after telemetry has started: it sees only what is loaded later.
const { orExitOnConfigError } = await import("@emojivoto/shared/config/read-config.ts");
const { createAuth } = await import("./auth/create-auth.ts");
const { createBackends } = await import("./backends/create-backends.ts");
const { createApp } = await import("./app.ts");
const { createWebServer } = await import("./server.ts");

const auth = await orExitOnConfigError(() => createAuth(config));
const backends = createBackends({
  emojiAddress: config.EMOJISVC_HOST,
  votingAddress: config.VOTINGSVC_HOST,
  retryTimeoutMs: config.RETRY_TIMEOUT,
  ownToken: () => auth?.ownToken(),
  log,
  metrics,
});
const app = createApp({
  backends,
  auth,
  log,
  metrics,
  requestTimeoutMs: config.REQUEST_TIMEOUT,
  page: {
    messageOfTheDay: config.MESSAGE_OF_THE_DAY,
    legacyApi: config.LEGACY_API,
    tracesUrl: config.TRACES_URL,
  },
});
const server = createWebServer(app);

await run({
  listen: async () => ({ http: await server.listen(config.LISTEN_HOST, config.WEB_PORT) }),
  stop: [() => server.drain(), () => backends.close()],
});
