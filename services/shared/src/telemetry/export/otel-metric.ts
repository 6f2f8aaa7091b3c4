/** What a metric of the registry is called in OpenTelemetry: its name, and its unit in UCUM. */
export type OtelMetric = { readonly name: string; readonly unit: string };

const seconds = (name: string): OtelMetric => ({ name, unit: "s" });
const bytes = (name: string): OtelMetric => ({ name, unit: "By" });

/** By the name in the registry, without a counter's `_total`. */
const conventional: Readonly<Record<string, OtelMetric>> = {
  http_server_request_duration_seconds: seconds("http.server.request.duration"),
  rpc_server_call_duration_seconds: seconds("rpc.server.call.duration"),
  rpc_client_call_duration_seconds: seconds("rpc.client.call.duration"),
  nodejs_eventloop_delay_min_seconds: seconds("nodejs.eventloop.delay.min"),
  nodejs_eventloop_delay_max_seconds: seconds("nodejs.eventloop.delay.max"),
  nodejs_eventloop_delay_mean_seconds: seconds("nodejs.eventloop.delay.mean"),
  nodejs_eventloop_delay_stddev_seconds: seconds("nodejs.eventloop.delay.stddev"),
  nodejs_eventloop_delay_p50_seconds: seconds("nodejs.eventloop.delay.p50"),
  nodejs_eventloop_delay_p90_seconds: seconds("nodejs.eventloop.delay.p90"),
  nodejs_eventloop_delay_p99_seconds: seconds("nodejs.eventloop.delay.p99"),
  nodejs_eventloop_time_seconds: seconds("nodejs.eventloop.time"),
  nodejs_eventloop_utilization_ratio: { name: "nodejs.eventloop.utilization", unit: "1" },
  v8js_gc_duration_seconds: seconds("v8js.gc.duration"),
  v8js_memory_heap_limit_bytes: bytes("v8js.memory.heap.limit"),
  v8js_memory_heap_used_bytes: bytes("v8js.memory.heap.used"),
  process_cpu_seconds: seconds("process.cpu.time"),
  process_resident_memory_bytes: bytes("process.memory.usage"),
  process_virtual_memory_bytes: bytes("process.memory.virtual"),
  process_open_fds: { name: "process.unix.file_descriptor.count", unit: "{file_descriptor}" },
  emojivoto_votes: { name: "emojivoto.votes", unit: "{vote}" },
  emojivoto_rpc_client_retries: { name: "emojivoto.rpc.client.retries", unit: "{retry}" },
  emojivoto_visits: { name: "emojivoto.visits", unit: "{visit}" },
  emojivoto_load_request_duration_seconds: seconds("emojivoto.load.request.duration"),
  emojivoto_load_request_service_time_seconds: seconds("emojivoto.load.request.service_time"),
  emojivoto_load_dispatch_lag_seconds: seconds("emojivoto.load.dispatch_lag"),
  emojivoto_load_visits_in_flight: { name: "emojivoto.load.visits.in_flight", unit: "{visit}" },
  emojivoto_load_visits_target: { name: "emojivoto.load.visits.target", unit: "{visit}/s" },
  emojivoto_telemetry_spans_lost: { name: "emojivoto.telemetry.spans.lost", unit: "{span}" },
  emojivoto_telemetry_log_records_lost: { name: "emojivoto.telemetry.log_records.lost", unit: "{record}" },
};

/** A label is its attribute with `_` for `.`; these attributes have a `_` of their own. */
const attributes: Readonly<Record<string, string>> = {
  http_request_method: "http.request.method",
  http_response_status_code: "http.response.status_code",
  rpc_status_code: "rpc.status_code",
};

/** A metric that OpenTelemetry has no name for keeps the registry's, as a collector's Prometheus receiver does it. */
export function otelMetricOf(registryName: string): OtelMetric {
  const name = registryName.replace(/_total$/, "");
  return conventional[name] ?? { name, unit: "" };
}

export function attributeOf(label: string): string {
  return attributes[label] ?? label.replaceAll("_", ".");
}
