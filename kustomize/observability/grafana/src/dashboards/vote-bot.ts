import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { colours } from "../panels/colours.ts";
import { createDashboard } from "../panels/create-dashboard.ts";
import { labelVariable } from "../panels/label-variable.ts";
import { percentileOf, rateOf, shareOf } from "../panels/promql.ts";
import { query, queryWithTraces } from "../panels/query.ts";
import { stat } from "../panels/stat.ts";
import { table } from "../panels/table.ts";
import { timeSeries } from "../panels/time-series.ts";

const visits = "emojivoto_visits_total";
const duration = "emojivoto_load_request_duration_seconds";
const serviceTime = "emojivoto_load_request_service_time_seconds";
const lag = "emojivoto_load_dispatch_lag_seconds";
const ofScenario = 'scenario=~"$scenario"';
const ended = `${ofScenario},outcome!="dropped"`;
const failed = `${ofScenario},outcome=~"error|timeout"`;
const route = ["scenario", "method", "route"];

const outcomeColours = {
  ok: colours.good,
  error: colours.bad,
  timeout: colours.warning,
};

export const voteBot = (): Dashboard =>
  createDashboard({
    uid: "emojivoto-vote-bot",
    title: "vote-bot: load run",
    description: "A run of vote-bot as its users would feel it: what was to be sent, what was, and how long it took.",
    refresh: "5s",
    variables: [labelVariable("scenario", visits, "scenario")],
    rows: [
      {
        title: "The run",
        panels: [
          timeSeries({
            title: "Visits a second",
            description:
              "Visits that end, beside the target. They fall behind where web is too slow or visits are dropped.",
            unit: "cps",
            queries: [query("sum(emojivoto_load_visits_target)", "target"), query(rateOf(visits, ended), "ended")],
          }),
          timeSeries({
            title: "Visits under way",
            description:
              "They pile up where web is slower than visits come. At the limit of --max-in-flight more are dropped.",
            unit: "short",
            queries: [query("sum(emojivoto_load_visits_in_flight)", "in flight")],
          }),
          stat({
            title: "Failed visits",
            description:
              "Share of the visits that ended with an error or a timeout. The doughnut's are expected: not among them.",
            unit: "percentunit",
            height: 8,
            decimals: 2,
            steps: [
              { value: 0.001, color: colours.warning },
              { value: 0.01, color: colours.bad },
            ],
            queries: [query(shareOf(rateOf(visits, failed), rateOf(visits, ended)), "failed")],
          }),
          stat({
            title: "Dropped visits",
            description:
              "Visits a second that were due and not started, as too many were under way: the load is not what was asked for.",
            unit: "cps",
            height: 8,
            decimals: 1,
            steps: [{ value: 0.001, color: colours.bad }],
            queries: [query(rateOf(visits, `${ofScenario},outcome="dropped"`), "dropped")],
          }),
        ],
      },
      {
        title: "Times",
        panels: [
          ...[50, 99].map((percent) =>
            timeSeries({
              title: `Three clocks, p${percent}`,
              description:
                "What a user waits, from when the request was due; what web took, from the send; and how late vote-bot itself was. A gap between the first two is queueing.",
              unit: "s",
              queries: [
                queryWithTraces(percentileOf(percent, duration, ofScenario), "from the intended start"),
                query(percentileOf(percent, serviceTime, ofScenario), "service time"),
                query(percentileOf(percent, lag, 'service="vote-bot"'), "dispatch lag"),
              ],
            }),
          ),
          timeSeries({
            title: "Latency by route, p99",
            description: "From the intended start. A dot is one request: it opens its trace.",
            unit: "s",
            queries: [queryWithTraces(percentileOf(99, duration, ofScenario, ["route"]), "{{route}}")],
          }),
        ],
      },
      {
        title: "Outcomes",
        panels: [
          timeSeries({
            title: "Visits, by outcome",
            description: "Grey failed on purpose. Red and orange are failures that nobody asked for.",
            unit: "cps",
            stacked: true,
            legendColours: outcomeColours,
            queries: [
              query(rateOf(visits, `${ofScenario},outcome!="expected"`, ["outcome"]), "{{outcome}}"),
              query(rateOf(visits, `${ofScenario},outcome="expected"`), "doughnut (expected)"),
            ],
          }),
          timeSeries({
            title: "Visits, by scenario",
            description: "The mix of the run.",
            unit: "cps",
            stacked: true,
            queries: [query(rateOf(visits, ended, ["scenario"]), "{{scenario}}")],
          }),
          timeSeries({
            title: "Failed requests, by route and status",
            description: "Requests a second that nobody expected to fail. The status none means that no answer came.",
            unit: "reqps",
            shadesOf: colours.bad,
            queries: [query(rateOf(`${duration}_count`, failed, ["route", "status"]), "{{route}} {{status}}")],
          }),
          table({
            title: "Requests, by scenario and route",
            description: "The same now, as numbers.",
            labels: { scenario: "Scenario", method: "Method", route: "Route" },
            columns: [
              { name: "Requests", unit: "reqps", expr: rateOf(`${duration}_count`, ofScenario, route) },
              {
                name: "Failed",
                unit: "percentunit",
                expr: shareOf(
                  rateOf(`${duration}_count`, failed, route),
                  rateOf(`${duration}_count`, ofScenario, route),
                ),
              },
              { name: "p50", unit: "s", expr: percentileOf(50, duration, ofScenario, route) },
              { name: "p99", unit: "s", expr: percentileOf(99, duration, ofScenario, route) },
            ],
          }),
        ],
      },
    ],
  });
