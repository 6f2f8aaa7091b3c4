import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { colours } from "../panels/colours.ts";
import { createDashboard } from "../panels/create-dashboard.ts";
import { rateOf, sumBy } from "../panels/promql.ts";
import { query, slowlyScraped } from "../panels/query.ts";
import { stat } from "../panels/stat.ts";
import { timeSeries } from "../panels/time-series.ts";

const ours = 'job="emojivoto"';
const received = ["accepted", "refused", "failed"];

export const telemetry = (): Dashboard =>
  createDashboard({
    uid: "emojivoto-telemetry",
    title: "Telemetry pipeline",
    description:
      "Whether the other dashboards can be trusted: what is scraped, and which spans and log records were lost.",
    rows: [
      {
        title: "Scrapes",
        panels: [
          stat({
            title: "Targets",
            description: "1 where Prometheus reaches it, else 0. What is down has gaps on all dashboards.",
            unit: "short",
            width: 12,
            height: 7,
            colour: colours.bad,
            steps: [{ value: 1, color: colours.good }],
            queries: [
              query(`min by (service) (up{${ours}})`, "{{service}}"),
              slowlyScraped('min by (job) (up{job!="emojivoto"})', "{{job}}"),
            ],
          }),
          timeSeries({
            title: "Targets that are down",
            description:
              "How many targets of each job Prometheus did not reach. A service that restarts is a short step.",
            unit: "short",
            width: 12,
            height: 7,
            shadesOf: colours.bad,
            queries: [slowlyScraped("sum by (job) (1 - up)", "{{job}}")],
          }),
        ],
      },
      {
        title: "Lost by the services",
        panels: [
          timeSeries({
            title: "Spans lost, by reason",
            description:
              "Spans a second. queue_full: more than could be sent; refused: the receiver does not take them; unsupported: it has no traces.",
            unit: "cps",
            width: 12,
            shadesOf: colours.bad,
            queries: [
              query(
                rateOf("emojivoto_telemetry_spans_lost_total", ours, ["service", "reason"]),
                "{{service}} {{reason}}",
              ),
            ],
          }),
          timeSeries({
            title: "Log records lost, by reason",
            description: "Log records a second. They are lost while Loki is away; the lines on stdout never are.",
            unit: "cps",
            width: 12,
            shadesOf: colours.bad,
            queries: [
              query(
                rateOf("emojivoto_telemetry_log_records_lost_total", ours, ["service", "reason"]),
                "{{service}} {{reason}}",
              ),
            ],
          }),
        ],
      },
      {
        title: "Jaeger",
        panels: [
          timeSeries({
            title: "Spans received",
            description: "Spans a second as Jaeger took them; refused and failed ones are not in its traces.",
            unit: "cps",
            legendColours: { refused: colours.bad, failed: colours.bad },
            queries: received.map((what) =>
              slowlyScraped(rateOf(`otelcol_receiver_${what}_spans_total`, 'job="jaeger"'), what),
            ),
          }),
          timeSeries({
            title: "Spans stored",
            description: "Spans a second written to Jaeger's storage, whether or not it keeps them for long.",
            unit: "cps",
            legendColours: { failed: colours.bad },
            queries: [
              slowlyScraped(rateOf("otelcol_exporter_sent_spans_total", 'job="jaeger"'), "stored"),
              slowlyScraped(rateOf("otelcol_exporter_send_failed_spans_total", 'job="jaeger"'), "failed"),
            ],
          }),
          timeSeries({
            title: "Spans, by service",
            description: "Spans a second that Jaeger counted. A service that is missing here sends none.",
            unit: "cps",
            queries: [
              slowlyScraped(
                sumBy(["service_name"], "rate(traces_span_metrics_calls_total[$__rate_interval])"),
                "{{service_name}}",
              ),
            ],
          }),
        ],
      },
    ],
  });
