import { colours } from "../../panels/colours.ts";
import type { Row } from "../../panels/create-dashboard.ts";
import { orZero, percentileOf, rateOf, ratioOf, shareOf, sumBy } from "../../panels/promql.ts";
import { query, queryWithTraces } from "../../panels/query.ts";
import { all, isDoughnut, isNotDoughnut, isNotVote, isServerFault, isVote } from "../../panels/rpc-filters.ts";
import { table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";

const histogram = "rpc_client_call_duration_seconds";
const byWeb = 'service="web",server_address=~"$upstream"';
const isTimeout = 'rpc_status_code="DEADLINE_EXCEEDED"';
const route = ["server_address", "rpc_method"];
const legend = "{{server_address}} {{rpc_method}}";
const votesLegend = "{{server_address}} Vote*";

const callsOf = (filter: string, by: readonly string[]) => rateOf(`${histogram}_count`, all(byWeb, filter), by);
const retries = rateOf("emojivoto_rpc_client_retries_total", byWeb, route);
const allCalls = rateOf(`${histogram}_count`, byWeb, route);

/** Web's calls as web sees them: what its own requests wait for. */
export function upstreamsRow(): Row {
  return {
    title: "Web's calls, by upstream and route",
    panels: [
      timeSeries({
        title: "Calls",
        description:
          "Calls a second. The routes that vote for one emoji each are one line, the doughnut's apart in grey.",
        unit: "reqps",
        shortMethods: true,
        queries: [
          query(callsOf(isNotVote, route), legend),
          query(callsOf(all(isVote, isNotDoughnut), ["server_address"]), votesLegend),
          query(callsOf(isDoughnut, ["server_address"]), "{{server_address}} VoteDoughnut (expected)"),
        ],
      }),
      timeSeries({
        title: "Failed calls, by upstream",
        description: "Share of the calls that fail by the upstream's fault. The doughnut's are apart in grey.",
        unit: "percentunit",
        shadesOf: colours.bad,
        queries: [
          query(
            shareOf(
              callsOf(all(isNotDoughnut, isServerFault), ["server_address"]),
              callsOf(isNotDoughnut, ["server_address"]),
            ),
            "{{server_address}}",
          ),
          query(
            ratioOf(
              callsOf(all(isDoughnut, isServerFault), ["server_address"]),
              rateOf(`${histogram}_count`, byWeb, ["server_address"]),
            ),
            "{{server_address}} doughnut (expected)",
          ),
        ],
      }),
      timeSeries({
        title: "Latency, p99",
        description:
          "As web sees it, with the way there and back and all retries. A dot is one call: it opens its trace.",
        unit: "s",
        shortMethods: true,
        queries: [
          queryWithTraces(percentileOf(99, histogram, all(byWeb, isNotVote), route), legend),
          queryWithTraces(percentileOf(99, histogram, all(byWeb, isVote), ["server_address"]), votesLegend),
        ],
      }),
      timeSeries({
        title: "Calls that failed, by status",
        description: "Calls a second that did not end with OK, whosever fault it was; without the doughnut's.",
        unit: "reqps",
        queries: [
          query(
            callsOf(all(isNotDoughnut, 'rpc_status_code!="OK"'), ["server_address", "rpc_status_code"]),
            "{{server_address}} {{rpc_status_code}}",
          ),
        ],
      }),
      timeSeries({
        title: "Timeouts",
        description:
          "Calls a second that web gave up on at their deadline. The latency above says how near the others are.",
        unit: "reqps",
        shadesOf: colours.bad,
        queries: [
          query(
            orZero(callsOf(isTimeout, ["server_address"]), sumBy(["server_address"], allCalls)),
            "{{server_address}}",
          ),
        ],
      }),
      timeSeries({
        title: "Retries",
        description:
          "Calls a second that web sent again because the upstream was unavailable. A burst when one restarts is normal.",
        unit: "reqps",
        shadesOf: colours.warning,
        queries: [query(sumBy(["server_address"], retries), "{{server_address}}")],
      }),
      table({
        title: "All routes",
        description: "The same now, for every upstream and route. VoteDoughnut never succeeds, on purpose.",
        height: 10,
        labels: { server_address: "Upstream", rpc_method: "Route" },
        columns: [
          { name: "Calls", unit: "reqps", expr: allCalls },
          { name: "Success", unit: "percentunit", expr: shareOf(callsOf('rpc_status_code="OK"', route), allCalls) },
          { name: "p50", unit: "s", expr: percentileOf(50, histogram, byWeb, route) },
          { name: "p99", unit: "s", expr: percentileOf(99, histogram, byWeb, route) },
          { name: "Timeouts", unit: "reqps", expr: orZero(callsOf(isTimeout, route), allCalls) },
          { name: "Retries", unit: "reqps", expr: orZero(retries, allCalls) },
        ],
      }),
    ],
  };
}
