import { expect, test } from "vitest";
import { emptyReport, stallReport } from "./testing/hand-made-report.ts";
import { toJunit } from "./to-junit.ts";

test("a threshold is a test case, and a failed one tells what came instead", () => {
  const xml = toJunit(stallReport);
  expect(xml).toContain('<testsuite name="vote-bot" timestamp="2026-11-21T12:00:00.000Z" tests="2" failures="1"');
  expect(xml).toContain(
    '<testcase classname="vote-bot" name="http_req_duration{route:/api/vote}:p(99)&lt;250ms" time="30.084">\n' +
      '      <failure message="expected http_req_duration{route:/api/vote}:p(99)&lt;250ms, got 1,106 ms"/>',
  );
  expect(xml).toContain('<testcase classname="vote-bot" name="http_req_failed&lt;1%" time="30.084"/>');
});

test("without thresholds the run is the test case", () => {
  expect(toJunit(emptyReport)).toMatch(/tests="1" failures="0".*\n[^]*name="the run" time="0\.120"\/>/);
  expect(toJunit({ ...emptyReport, end: "unreachable", exitCode: 69 })).toMatch(
    /name="the run" time="0\.120">\n +<failure message="✗ nothing ever connected to/,
  );
});

test("a run that was cut off fails, whatever its thresholds say", () => {
  const thresholds = stallReport.thresholds.map((threshold) => ({ ...threshold, met: true }));
  const xml = toJunit({ ...stallReport, thresholds, end: "aborted", exitCode: 105 });
  expect(xml).toContain('tests="3" failures="1"');
  expect(xml).toContain('<failure message="✗ aborted from outside');
});

test("text that XML has no place for does not break the file", () => {
  const source = 'a\u0000\u001B\uFFFF\uD800"<&>\n😀';
  const xml = toJunit({ ...stallReport, thresholds: [{ source, actual: "", met: true }] });
  expect(xml).toContain('name="a\uFFFD\uFFFD\uFFFD\uFFFD&quot;&lt;&amp;&gt;&#10;😀"');
});
