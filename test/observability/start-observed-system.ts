import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { createSink } from "../support/create-sink.ts";
import { freePort } from "../support/free-port.ts";
import { type Jaeger, startJaeger } from "../support/start-jaeger.ts";
import { type Prometheus, startPrometheus } from "../support/start-prometheus.ts";
import { type RunningService, startService } from "../support/start-service.ts";
import { startStack } from "../support/start-stack.ts";

/** The services under a little load, a Jaeger that has their spans and a Prometheus that scrapes them all. */
export type ObservedSystem = {
  readonly jaeger: Jaeger;
  readonly prometheus: Prometheus;
  /** Ends voting at once; the function that it resolves to starts it again where it was. */
  loseVoting(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
};

/** Starts everything; the caller stops it. */
export async function startObservedSystem(programs: {
  readonly jaeger: string;
  readonly prometheus: string;
}): Promise<ObservedSystem> {
  const jaeger = await startJaeger(programs.jaeger, {
    settings: { connectors: { spanmetrics: { metrics_flush_interval: "1s" } } },
  });
  const logs = await createSink();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: jaeger.otlpHttp,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_LOGS_EXPORTER: "otlp",
    OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${logs.env["OTEL_EXPORTER_OTLP_ENDPOINT"]}/v1/logs`,
  };
  const votingPorts = { GRPC_PORT: String(await freePort()), PROM_PORT: String(await freePort()) };
  const stack = await startStack({ env, votingEnv: votingPorts });
  const bot = await startService(
    "vote-bot",
    {
      ...env,
      WEB_HOST: stack.url,
      REQUEST_RATE: "20",
      SCENARIO: "classic=1,auth=1",
      APP_KEY: stack.credentials.appKey,
      APP_SECRET_FILE: stack.credentials.appSecretFile,
    },
    { keep: true },
  );
  const prometheus = await startPrometheus(programs.prometheus, {
    "web:8801": adminOf(stack.web),
    "emoji:8801": adminOf(stack.emoji),
    "voting:8801": adminOf(stack.voting),
    "vote-bot:8801": adminOf(bot),
    "jaeger:8888": jaeger.ownMetrics,
    "jaeger:8889": jaeger.spanMetrics,
  });
  await sendRefusedVote(votingPorts.GRPC_PORT);
  let voting = stack.voting;
  return {
    jaeger,
    prometheus,
    loseVoting: async () => {
      await voting.stop("SIGKILL");
      return async () => {
        const votingEnv = { ...env, ...stack.credentials.backendEnv, ...votingPorts, VOTES_URL: "memory:" };
        voting = await startService("voting", votingEnv, { keep: true });
      };
    },
    stop: async () => {
      await bot.stop();
      await Promise.all([stack.stop(), voting.stop(), prometheus.stop()]);
      await Promise.all([jaeger.stop(), logs.close()]);
    },
  };
}

/** A vote with a token that nobody signed: one that fails and is no doughnut. */
async function sendRefusedVote(votingPort: string): Promise<void> {
  const client = createGrpcClient(VotingServiceDefinition, `127.0.0.1:${votingPort}`);
  const answer = client.voteJoy({ ballotId: "" }, { ...within(10_000), token: "unsigned" });
  await answer.catch(() => {}).finally(client.close);
}

function adminOf({ ports }: RunningService): string {
  return `127.0.0.1:${ports["admin"]}`;
}
