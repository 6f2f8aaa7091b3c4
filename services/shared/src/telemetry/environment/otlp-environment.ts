type Environment = Record<string, string | undefined>;

const signals = ["", "_TRACES", "_METRICS", "_LOGS"] as const;

/**
 * The OTEL_* variables to add so that OpenTelemetry's SDK does what people expect of theirs:
 * - an endpoint without a scheme (`jaeger:4317`, the Linkerd tutorial's form) gets `http://`;
 * - port 4317 speaks gRPC where no protocol is named;
 * - traces are exported when an endpoint is set and nothing is when none is; metrics and logs only on request;
 * - the resource carries no command lines and no paths.
 */
export function otlpEnvironment(env: Environment): Record<string, string> {
  const added: Record<string, string> = {};
  for (const signal of signals) {
    const name = `OTEL_EXPORTER_OTLP${signal}_ENDPOINT`;
    const endpoint = env[name];
    if (!endpoint) continue;
    const url = endpoint.includes("://") ? endpoint : `http://${endpoint}`;
    if (url !== endpoint) added[name] = url;
    const protocolName = `OTEL_EXPORTER_OTLP${signal}_PROTOCOL`;
    const protocolIsNamed = env[protocolName] || env["OTEL_EXPORTER_OTLP_PROTOCOL"];
    if (!protocolIsNamed && URL.canParse(url) && new URL(url).port === "4317") added[protocolName] = "grpc";
  }
  const hasTraceEndpoint = env["OTEL_EXPORTER_OTLP_ENDPOINT"] || env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
  const defaults = {
    OTEL_TRACES_EXPORTER: hasTraceEndpoint ? "otlp" : "none",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
    OTEL_NODE_RESOURCE_DETECTORS: "env,serviceinstance",
  };
  for (const [name, value] of Object.entries(defaults)) if (!env[name]) added[name] = value;
  return added;
}

/** What is wrong with the endpoints, a line each; a bad one must not silently lose every trace. */
export function otlpEnvironmentFaults(env: Environment): string[] {
  return signals.flatMap((signal) => {
    const name = `OTEL_EXPORTER_OTLP${signal}_ENDPOINT`;
    const endpoint = env[name];
    if (!endpoint) return [];
    const url = endpoint.includes("://") ? endpoint : `http://${endpoint}`;
    const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
    return isHttp ? [] : [`${name}: expected host:port or an http(s) URL, got \`${endpoint}\``];
  });
}
