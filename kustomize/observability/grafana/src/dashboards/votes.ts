import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { barGauge } from "../panels/bar-gauge.ts";
import { colours } from "../panels/colours.ts";
import { createDashboard } from "../panels/create-dashboard.ts";
import { logLines } from "../panels/log-lines.ts";
import { orZero, percentileOf, rateOf } from "../panels/promql.ts";
import { instantQuery, logQuery, query, queryWithTraces, slowlyScraped } from "../panels/query.ts";
import { all, isDoughnut, isNotDoughnut, isServerFault, isVote } from "../panels/rpc-filters.ts";
import { stat } from "../panels/stat.ts";
import { timeSeries } from "../panels/time-series.ts";

const rpc = "rpc_server_call_duration_seconds";
const byVoting = 'service="voting"';
const commits = 'service_name="voting",span_name="INSERT ballots"';

const counted = rateOf("emojivoto_votes_total", byVoting);
const voteCalls = rateOf(`${rpc}_count`, all(byVoting, isVote));
const failedVotes = rateOf(`${rpc}_count`, all(byVoting, isVote, isNotDoughnut, isServerFault));
const doughnuts = rateOf(`${rpc}_count`, all(byVoting, isDoughnut, isServerFault));

export const votes = (): Dashboard =>
  createDashboard({
    uid: "emojivoto-votes",
    title: "Votes",
    description: "Which emoji lead, how fast votes come in, which of them fail, and what just happened.",
    refresh: "5s",
    rows: [
      {
        title: "Now",
        panels: [
          stat({
            title: "Votes",
            description:
              "Votes counted since the process of voting started. The page's leaderboard has those of before too.",
            unit: "short",
            width: 6,
            queries: [query(`sum(emojivoto_votes_total{${byVoting}})`, "votes")],
          }),
          stat({
            title: "Votes a second",
            description: "Votes that were counted, by whatever RPC they came.",
            unit: "cps",
            decimals: 1,
            width: 6,
            queries: [query(counted, "votes")],
          }),
          stat({
            title: "Votes that fail",
            description: "Vote calls a second that fail by voting's fault, the doughnut's left out. It should be 0.",
            unit: "reqps",
            decimals: 1,
            width: 6,
            steps: [{ value: 0.001, color: colours.bad }],
            queries: [query(orZero(failedVotes, voteCalls), "failed")],
          }),
          stat({
            title: "Doughnuts (expected to fail)",
            description: "Votes a second for the doughnut, which fail on purpose: some 15 % of vote-bot's.",
            unit: "reqps",
            decimals: 1,
            width: 6,
            colour: colours.expected,
            queries: [query(orZero(doughnuts, voteCalls), "doughnut")],
          }),
        ],
      },
      {
        title: "By emoji",
        panels: [
          barGauge({
            title: "Leaderboard",
            description: "The 15 emoji with the most votes since voting started. The doughnut cannot be among them.",
            unit: "short",
            height: 10,
            queries: [instantQuery(`topk(15, sum by (emoji) (emojivoto_votes_total{${byVoting}}))`, "{{emoji}}")],
          }),
          timeSeries({
            title: "Votes counted, by emoji",
            description: "The ten emoji that get most votes just now. A dot is one vote: it opens its trace.",
            unit: "cps",
            height: 10,
            queries: [
              queryWithTraces(`topk(10, ${rateOf("emojivoto_votes_total", byVoting, ["emoji"])})`, "{{emoji}}"),
            ],
          }),
          timeSeries({
            title: "Votes that fail, by RPC and status",
            description: "Each emoji has an RPC of its own. Grey is the doughnut, red is what should not be there.",
            unit: "reqps",
            height: 10,
            shadesOf: colours.bad,
            shortMethods: true,
            queries: [
              query(
                rateOf(`${rpc}_count`, all(byVoting, isVote, isNotDoughnut, 'rpc_status_code!="OK"'), [
                  "rpc_method",
                  "rpc_status_code",
                ]),
                "{{rpc_method}} {{rpc_status_code}}",
              ),
              query(doughnuts, "VoteDoughnut (expected)"),
            ],
          }),
        ],
      },
      {
        title: "What a vote waits for",
        panels: [
          timeSeries({
            title: "Latency of votes",
            description: "Of the vote RPCs as voting answers them: it answers when the vote is durable.",
            unit: "s",
            width: 12,
            queries: [50, 95, 99].map((percent) =>
              queryWithTraces(percentileOf(percent, rpc, all(byVoting, isVote)), `p${percent}`),
            ),
          }),
          timeSeries({
            title: "Time to commit",
            description:
              "How long a vote's ballot takes to be written to the disk, from Jaeger's metrics of the spans INSERT ballots.",
            unit: "ms",
            width: 12,
            queries: [50, 95, 99].map((percent) =>
              slowlyScraped(percentileOf(percent, "traces_span_metrics_duration_milliseconds", commits), `p${percent}`),
            ),
          }),
        ],
      },
      {
        title: "What just happened",
        panels: [
          logLines({
            title: "Requests and calls",
            description:
              "The newest log lines that belong to a trace. Open one: its trace_id links to the whole visit.",
            height: 12,
            queries: [
              // A line of a request or a call has its facts beside it; any other has a text.
              logQuery(
                '{service_namespace="emojivoto"} | trace_id != "" | line_format "{{.service_name}} {{if .ms}}{{.method}} {{.route}}{{.rpc}} {{.status}} {{.ms}} ms {{.error}}{{else}}{{__line__}}{{end}}"',
              ),
            ],
          }),
        ],
      },
    ],
  });
