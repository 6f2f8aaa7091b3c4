import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { createDashboard, type Row } from "../panels/create-dashboard.ts";
import { table } from "../panels/table.ts";
import { traceList } from "../panels/trace-list.ts";
import { objectiveRow } from "./slo/objective-row.ts";

export const slo = (): Dashboard =>
  createDashboard({
    uid: "emojivoto-slo",
    title: "SLO and burn rate",
    description:
      "Two objectives over 30 days, and how fast they are used up. The doughnut, which fails on purpose, counts in neither.",
    from: "now-6h",
    rows: [
      objectiveRow({
        title: "Availability: 99.5 % of web's calls to its backends do not fail by their fault",
        name: "Availability",
        failed: "emojivoto:rpc_client_errors",
        allowed: 0.005,
      }),
      objectiveRow({
        title: "Latency: web answers 99 % of the requests within 250 ms",
        name: "Latency",
        failed: "emojivoto:http_slow_requests",
        allowed: 0.01,
      }),
      alertsRow(),
    ],
  });

function alertsRow(): Row {
  return {
    title: "What to look at",
    panels: [
      table({
        title: "Alerts",
        description: "Alerts that fire, or are pending: firing soon if it goes on. None on a healthy system.",
        labels: { alertname: "Alert", severity: "Severity", service: "Service", alertstate: "State" },
        columns: [
          {
            name: "Count",
            unit: "short",
            expr: "count by (alertname, severity, service, alertstate) (ALERTS)",
          },
        ],
      }).noValue("none"),
      traceList({
        title: "Failed traces",
        description: "The newest traces through web that have an error; votes for the doughnut are among them.",
        search: { service: "web", tags: "error=true" },
      }),
      traceList({
        title: "Slow traces",
        description: "The newest traces in which web took 250 ms or more.",
        search: { service: "web", minDuration: "250ms" },
      }),
    ],
  };
}
