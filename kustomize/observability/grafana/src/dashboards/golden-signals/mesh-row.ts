import { colours } from "../../panels/colours.ts";
import type { Row } from "../../panels/create-dashboard.ts";
import { percentileOf, rateOf } from "../../panels/promql.ts";
import { slowlyScraped } from "../../panels/query.ts";
import { timeSeries } from "../../panels/time-series.ts";

const toEmojivoto = 'parent_namespace="emojivoto"';
const route = ["parent_name", "route_name"];
const legend = "{{parent_name}} {{route_name}}";
const protocols = ["http", "grpc"] as const;

/** The same calls as Linkerd's proxies count them, where Prometheus scrapes those: nothing without a mesh. */
export function meshRow(): Row {
  return {
    title: "Mesh (idle without Linkerd)",
    isCollapsed: true,
    panels: [
      timeSeries({
        title: "Requests, by status",
        description:
          "Requests a second that the caller's proxy sent, its retries counted once, by route and final status.",
        unit: "reqps",
        queries: protocols.map((protocol) =>
          slowlyScraped(
            rateOf(`outbound_${protocol}_route_request_statuses_total`, toEmojivoto, [
              ...route,
              `${protocol}_status`,
              "error",
            ]),
            `${legend} {{${protocol}_status}} {{error}}`,
          ),
        ),
      }),
      timeSeries({
        title: "Latency, p99",
        description: "As the caller's proxy measures it, retries included.",
        unit: "s",
        queries: protocols.map((protocol) =>
          slowlyScraped(
            percentileOf(99, `outbound_${protocol}_route_request_duration_seconds`, toEmojivoto, route),
            legend,
          ),
        ),
      }),
      timeSeries({
        title: "Retries",
        description:
          "Requests a second that proxies sent again. Those of web itself are in the row above, and multiply.",
        unit: "reqps",
        shadesOf: colours.warning,
        queries: protocols.map((protocol) =>
          slowlyScraped(rateOf(`outbound_${protocol}_route_retry_requests_total`, toEmojivoto, route), legend),
        ),
      }),
    ],
  };
}
