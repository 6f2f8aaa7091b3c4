import { expect, test } from "vitest";
import { createHistogramFamily } from "./histogram-family.ts";
import { createMetrics } from "./create-metrics.ts";

test("the series of a family are told as one histogram, each with its labels and exemplars", async () => {
  const metrics = createMetrics();
  const seriesOf = createHistogramFamily(metrics, { name: "answer_seconds", help: "Time", bounds: [0.1, 1] });
  const [list, vote] = [seriesOf({ route: "/list" }), seriesOf({ route: "/vote" })];
  list.observe(0.05, { trace_id: "abc", span_id: "def" });
  list.observe(0.5);
  list.observe(1);
  vote.observe(5);
  const lines = (await metrics.metrics()).split("\n").filter((line) => line.includes("answer_seconds"));
  expect(lines).toEqual([
    "# HELP answer_seconds Time",
    "# TYPE answer_seconds histogram",
    expect.stringMatching(
      /^answer_seconds_bucket\{route="\/list",le="0.1"\} 1 # \{trace_id="abc",span_id="def"\} 0.05 [\d.]+$/,
    ),
    'answer_seconds_bucket{route="/list",le="1"} 3',
    'answer_seconds_bucket{route="/list",le="+Inf"} 3',
    'answer_seconds_sum{route="/list"} 1.55',
    'answer_seconds_count{route="/list"} 3',
    'answer_seconds_bucket{route="/vote",le="0.1"} 0',
    'answer_seconds_bucket{route="/vote",le="1"} 0',
    'answer_seconds_bucket{route="/vote",le="+Inf"} 1',
    'answer_seconds_sum{route="/vote"} 5',
    'answer_seconds_count{route="/vote"} 1',
  ]);
});
