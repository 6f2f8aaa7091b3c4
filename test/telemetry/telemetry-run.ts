import { createOtlpReceiver, type OtlpReceiver } from "../support/otlp-receiver.ts";
import { type RunningService, startService } from "../support/start-service.ts";
import { startStack } from "../support/start-stack.ts";
import { driveStack } from "./drive-stack.ts";

/** What all four services told while they did everything that they can, each signal by every way that it has. */
export type TelemetryRun = {
  readonly receiver: OtlpReceiver;
  readonly services: readonly RunningService[];
  /** `/metrics` of each service. */
  readonly expositions: ReadonlyMap<string, string>;
};

/** As the downward API sets it. */
const podAttributes = "k8s.namespace.name=emojivoto,k8s.pod.name=pod-0,k8s.node.name=node-1";

/** Runs and stops the services, and resolves when everything has been exported; the caller closes the receiver. */
export async function runTelemetry(): Promise<TelemetryRun> {
  const receiver = await createOtlpReceiver();
  const env = {
    ...receiver.env,
    OTEL_METRICS_EXPORTER: "otlp",
    OTEL_LOGS_EXPORTER: "otlp",
    OTEL_RESOURCE_ATTRIBUTES: podAttributes,
    OTEL_PROPAGATORS: "tracecontext,baggage",
  };
  const stack = await startStack({ env });
  const { appKey, appSecretFile } = stack.credentials;
  const bot = await startService(
    "vote-bot",
    {
      ...env,
      WEB_HOST: stack.url,
      REQUEST_RATE: "20",
      DOUGHNUT: "0.3",
      SEED: "1",
      SCENARIO: "classic=1,auth=1,grpc=1",
      VOTINGSVC_HOST: `127.0.0.1:${stack.voting.ports["grpc"]}`,
      APP_KEY: appKey,
      APP_SECRET_FILE: appSecretFile,
    },
    { keep: true },
  );
  const services = [stack.web, stack.emoji, stack.voting, bot];
  await Promise.all([driveStack(stack), receiver.until((spans) => visits(spans) >= 6)]);
  const expositions = new Map<string, string>();
  for (const { name, ports } of services) {
    expositions.set(name, await (await fetch(`http://127.0.0.1:${ports["admin"]}/metrics`)).text());
  }
  await bot.stop();
  await stack.stop();
  return { receiver, services, expositions };
}

function visits(spans: OtlpReceiver["spans"]): number {
  return spans.filter(({ name }) => name === "visit").length;
}
