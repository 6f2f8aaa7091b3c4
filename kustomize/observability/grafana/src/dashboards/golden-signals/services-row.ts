import { colours } from "../../panels/colours.ts";
import type { Row } from "../../panels/create-dashboard.ts";
import { orZero, percentileOf, rateOf, ratioOf, shareOf } from "../../panels/promql.ts";
import { query, queryWithTraces } from "../../panels/query.ts";
import { all, isDoughnut, isNotDoughnut, isServerFault } from "../../panels/rpc-filters.ts";
import { timeSeries } from "../../panels/time-series.ts";

const http = "http_server_request_duration_seconds";
const rpc = "rpc_server_call_duration_seconds";
const ofService = 'service=~"$service"';

const requests = rateOf(`${http}_count`, ofService, ["service"]);
const failedRequests = rateOf(`${http}_count`, all(ofService, 'http_response_status_code=~"5.."'), ["service"]);
const calls = rateOf(`${rpc}_count`, ofService, ["service"]);
const failedCalls = rateOf(`${rpc}_count`, all(ofService, isNotDoughnut, isServerFault), ["service"]);

/** Web answers a vote for the doughnut with a 500 whose labels do not tell it apart: these are to be subtracted. */
const doughnutCalls = rateOf("rpc_client_call_duration_seconds_count", all(ofService, isDoughnut, isServerFault), [
  "service",
]);
const doughnutAnswers = rateOf(`${rpc}_count`, all(ofService, isDoughnut, isServerFault), ["service"]);

/** What callers see of each service: how much they ask, how much fails, how long it takes. */
export function servicesRow(): Row {
  return {
    title: "Services",
    panels: [
      timeSeries({
        title: "Requests",
        description:
          "Requests a second that a service answers: HTTP of web, gRPC of emoji and voting. vote-bot has none.",
        unit: "reqps",
        width: 12,
        queries: [query(requests, "{{service}}"), query(calls, "{{service}}")],
      }),
      timeSeries({
        title: "Errors",
        description:
          "Share of the requests that fail by the service's own fault. The doughnut's, which fail on purpose, are apart in grey.",
        unit: "percentunit",
        width: 12,
        shadesOf: colours.bad,
        queries: [
          query(
            shareOf(`clamp_min(${failedRequests} - (${orZero(doughnutCalls, failedRequests)}), 0)`, requests),
            "{{service}}",
          ),
          query(shareOf(failedCalls, calls), "{{service}}"),
          query(ratioOf(doughnutCalls, requests), "{{service}} doughnut (expected)"),
          query(ratioOf(doughnutAnswers, calls), "{{service}} doughnut (expected)"),
        ],
      }),
      ...[50, 95, 99].map((percent) =>
        timeSeries({
          title: `Latency, p${percent}`,
          description: `${percent} % of the answers took at most this long. A dot is one request: it opens its trace.`,
          unit: "s",
          queries: [http, rpc].map((histogram) =>
            queryWithTraces(percentileOf(percent, histogram, ofService, ["service"]), "{{service}}"),
          ),
        }),
      ),
    ],
  };
}
