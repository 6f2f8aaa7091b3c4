import { bootService } from "@emojivoto/shared/lifecycle/boot-service.ts";
import { configSchema } from "./config.ts";

const { config, log, health, metrics, run } = await bootService("voting", configSchema);

// Imported after telemetry has started: it sees only what is loaded later.
const { readAuthenticate } = await import("@emojivoto/shared/auth/create-authenticate.ts");
const { orExitOnConfigError } = await import("@emojivoto/shared/config/read-config.ts");
const { catalogue } = await import("@emojivoto/proto/catalogue");
const { createVotingServer } = await import("./server.ts");
const { createSqliteStore } = await import("./stores/sqlite-store.ts");
const { traceStore } = await import("./stores/trace-store.ts");
const { createTally } = await import("./tally.ts");
const { createVoteCounter } = await import("./vote-counter.ts");

const authenticate = await orExitOnConfigError(() => readAuthenticate(config));
const store = traceStore(createSqliteStore({ file: config.VOTES_URL, windowMs: config.BALLOT_WINDOW, log, health }));
const tally = createTally({ store, catalogue, onCounted: createVoteCounter(metrics) });
const server = createVotingServer({
  catalogue,
  tally,
  failureRate: config.FAILURE_RATE,
  artificialDelayMs: config.ARTIFICIAL_DELAY,
  log,
  health,
  metrics,
  authenticate,
});

await run({
  listen: async () => ({ grpc: await server.listen(config.LISTEN_HOST, config.GRPC_PORT) }),
  stop: [() => server.drain(), () => store.close()],
});
