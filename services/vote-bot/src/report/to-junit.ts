import { escapeXml } from "./escape-xml.ts";
import { factsOfLoad } from "./facts.ts";
import type { Report } from "./report.ts";
import { verdictOf } from "./verdict.ts";

type Case = { readonly name: string; readonly failure: string | undefined };

/** JUnit's XML: a test case a threshold, and the run itself where no threshold tells how it ended. */
export function toJunit(report: Report): string {
  const seconds = (report.elapsedMs / 1_000).toFixed(3);
  const cases = casesOf(report);
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${seconds}"`;
  const { text } = verdictOf(report);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vote-bot" ${counts}>
  <testsuite name="vote-bot" timestamp="${escapeXml(report.startedAt)}" ${counts}>
    <properties>
${factsOfLoad(report)
  .map(({ name, text: value }) => `      <property name="${escapeXml(name)}" value="${escapeXml(value)}"/>\n`)
  .join("")}    </properties>
${cases.map((testCase) => renderCase(testCase, seconds)).join("")}    <system-out>${escapeXml(
    [text, ...report.warnings.map((warning) => `warning: ${warning}`)].join("\n"),
  )}</system-out>
  </testsuite>
</testsuites>
`;
}

function casesOf(report: Report): Case[] {
  const { thresholds, end, exitCode } = report;
  const isCutOff = end === "aborted" || end === "unreachable";
  const run = { name: "the run", failure: exitCode === 0 ? undefined : verdictOf(report).text };
  return [
    ...thresholds.map(({ source, actual, met }) => ({
      name: source,
      failure: met ? undefined : `expected ${source}, got ${actual}`,
    })),
    ...(thresholds.length === 0 || isCutOff ? [run] : []),
  ];
}

function renderCase({ name, failure }: Case, seconds: string): string {
  const open = `    <testcase classname="vote-bot" name="${escapeXml(name)}" time="${seconds}"`;
  if (failure === undefined) return `${open}/>\n`;
  return `${open}>
      <failure message="${escapeXml(failure)}"/>
    </testcase>
`;
}
