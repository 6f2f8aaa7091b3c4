/** Spans that ended and did not reach the receiver, by why: see `LossReason`. */
export const METRIC_SPANS_LOST = "emojivoto_telemetry_spans_lost_total";

/** The same for log records, which go out by OTLP only where OTEL_LOGS_EXPORTER says so. */
export const METRIC_LOG_RECORDS_LOST = "emojivoto_telemetry_log_records_lost_total";

/** Times that a client sent a call again, by method and server; see `previousAttempts`. */
export const METRIC_RPC_CLIENT_RETRIES = "emojivoto_rpc_client_retries_total";
