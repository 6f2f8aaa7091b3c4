/** What dashboards show of what other programs measure. */
export const foreignMetrics = [
  // Prometheus itself.
  "up",
  "ALERTS",
  // Jaeger: from spans, and of its own pipeline.
  "traces_span_metrics_calls_total",
  "traces_span_metrics_duration_milliseconds_bucket",
  "otelcol_receiver_accepted_spans_total",
  "otelcol_receiver_refused_spans_total",
  "otelcol_receiver_failed_spans_total",
  "otelcol_exporter_sent_spans_total",
  "otelcol_exporter_send_failed_spans_total",
  // Linkerd's proxy.
  ...["http", "grpc"].flatMap((protocol) =>
    ["request_statuses_total", "request_duration_seconds_bucket", "retry_requests_total"].map(
      (name) => `outbound_${protocol}_route_${name}`,
    ),
  ),
];
