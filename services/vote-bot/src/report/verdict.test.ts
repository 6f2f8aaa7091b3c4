import { expect, test } from "vitest";
import type { Report } from "./report.ts";
import { emptyReport, stallReport } from "./testing/hand-made-report.ts";
import { verdictOf } from "./verdict.ts";

const passed: Report = {
  ...stallReport,
  exitCode: 0,
  thresholds: stallReport.thresholds.map((threshold) => ({ ...threshold, met: true })),
};
const unjudged: Report = { ...stallReport, exitCode: 0, thresholds: [] };
const flawless: Report = {
  ...unjudged,
  visits: { ...unjudged.visits, dropped: 0 },
  requests: { ...unjudged.requests, error: 0, timeout: 0 },
};
const counts = "11,713 requests, 0.56 % failed";

test.each<[string, Report, string]>([
  ["a failed threshold", stallReport, `✗ failed after 30.1 s: ${counts}, 1 of 2 thresholds met`],
  ["met thresholds", passed, `✓ finished after 30.1 s: ${counts}, 2 of 2 thresholds met`],
  ["failures that no threshold judges", unjudged, `! finished after 30.1 s: ${counts}`],
  ["nothing that failed", flawless, "✓ finished after 30.1 s: 11,713 requests, none failed"],
  [
    "an abort by a threshold",
    { ...stallReport, end: "threshold", exitCode: 108 },
    `✗ aborted by a threshold after 30.1 s: ${counts}, 1 of 2 thresholds met`,
  ],
  ["a second signal", { ...unjudged, end: "aborted", exitCode: 105 }, `✗ aborted from outside after 30.1 s: ${counts}`],
  [
    "a target that is not there",
    { ...unjudged, end: "unreachable", exitCode: 69 },
    `✗ nothing ever connected to http://localhost:8080 in 30.1 s: ${counts}`,
  ],
  ["no request at all", emptyReport, "! stopped from outside after 120 ms: not a single request was sent"],
])("the verdict tells of %s", (_, report, text) => {
  expect(verdictOf(report).text).toBe(text);
});
