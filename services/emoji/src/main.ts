import { bootService } from "@emojivoto/shared/lifecycle/boot-service.ts";
import { configSchema } from "./config.ts";

const { config, log, health, metrics, run } = await bootService("emoji", configSchema);

// Imported after telemetry has started: it sees only what is loaded later.
const { readAuthenticate } = await import("@emojivoto/shared/auth/create-authenticate.ts");
const { orExitOnConfigError } = await import("@emojivoto/shared/config/read-config.ts");
const { catalogue } = await import("@emojivoto/proto/catalogue");
const { createEmojiServer } = await import("./server.ts");

const authenticate = await orExitOnConfigError(() => readAuthenticate(config));
const server = createEmojiServer({
  catalogue,
  failureRate: config.EMOJI_FAILURE_RATE,
  log,
  health,
  metrics,
  authenticate,
});

await run({
  listen: async () => ({ grpc: await server.listen(config.LISTEN_HOST, config.GRPC_PORT) }),
  stop: [() => server.drain()],
});
