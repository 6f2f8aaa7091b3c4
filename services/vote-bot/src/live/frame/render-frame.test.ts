import { expect, test } from "vitest";
import type { Paint } from "../../terminal/paint.ts";
import type { LivePlan, LiveSnapshot } from "../live-snapshot.ts";
import { nothingYet, plan, points, snapshotWith } from "../testing/hand-made-snapshot.ts";
import { renderFrame } from "./render-frame.ts";

const uncoloured: Paint = (_, text) => text;

function frame(snapshot: LiveSnapshot, { columns = 80, rows = 24, of = plan } = {}): string {
  const lines = renderFrame(snapshot, of, { columns, rows }, uncoloured);
  expect(lines.length).toBeLessThanOrEqual(rows);
  for (const line of lines) expect(line.length).toBeLessThan(columns);
  return lines.map((line) => line.trimEnd()).join("\n");
}

const stages: LivePlan = {
  ...plan,
  load: "classic · ramp 0 → 20/s in 10 s → 200/s in 10 s → 0/s in 10 s, evenly spaced",
  stages: [
    { durationMs: 10_000, ratePerSecond: 20 },
    { durationMs: 10_000, ratePerSecond: 200 },
    { durationMs: 10_000, ratePerSecond: 0 },
  ],
};

const troubled = snapshotWith({
  visits: { planned: 2_412, started: 2_400, dropped: 12, completed: 2_300 },
  requests: { sent: 4_812, ok: 4_700, expected: 12, error: 70, timeout: 6, aborted: 0 },
  dispatchLagP99Ms: 12.4,
  errors: [
    { type: "connection_refused", count: 60 },
    { type: "503", count: 9 },
    { type: "timeout", count: 6 },
    { type: "500", count: 1 },
  ],
  thresholds: [
    { source: "http_req_duration{route:/api/vote}:p(99)<250ms", actual: "22.4 ms", isMet: true },
    { source: "http_req_failed:rate<1%", actual: "1.58 %", isMet: false },
    { source: "visits:count>10000", actual: undefined, isMet: undefined },
  ],
  points: points.map((point, second) => ({ ...point, failedPerSecond: second === 6 ? 10 : second === 7 ? 3 : 0 })),
});

test("a run that goes well is a calm picture", () => {
  expect(frame(snapshotWith())).toBe(`
vote-bot  http://localhost:8080                                         running
classic · constant 200/s for 30 s, evenly spaced

time        ━━━━━━━━━━━━━━━━━━───────────────────────────  0:12 of 0:30
rate        ▁▃▅▆████                                       200.0/s of 200.0/s
p99 per s    ▂▂▂▂█▂▂                                       22.4 ms

visits      started 2,412   in flight 12    dropped 0       lag p99 0.31 ms
requests    ok 4,788        expected 12     failed 0        success 100 %
latency     p50 3.2 ms      p90 8.1 ms      p99 22.4 ms     max 130 ms

Ctrl-C stops gently, twice at once`);
});

test("stages, drops, a late generator, errors and thresholds are all told", () => {
  expect(frame(troubled, { of: stages })).toBe(`
vote-bot  http://localhost:8080                                         running
classic · ramp 0 → 20/s in 10 s → 200/s in 10 s → 0/s in 10 s, evenly spaced

stages      ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▃▃▄▄▅▅▅▆▆▇▇███▇▇▇▆▆▅▅▄▄▃▃▂▂▂  up to 200.0/s
time        ━━━━━━━━━━━━━━━━━━───────────────────────────  0:12 of 0:30
rate        ▁▃▅▆████                                       200.0/s of 200.0/s
failed      ▁▁▁▁▁▁█▃                                       3.0/s
p99 per s    ▂▂▂▂█▂▂                                       22.4 ms

visits      started 2,400   in flight 12    dropped 12      lag p99 12.4 ms
requests    ok 4,700        expected 12     failed 76       success 98.41 %
latency     p50 3.2 ms      p90 8.1 ms      p99 22.4 ms     max 130 ms
warning     12 of 2,412 visits dropped: --max-in-flight was reached
warning     the generator itself is late: lag p99 12.4 ms

errors      connection_refused 60, 503 9, timeout 6, 1 more
thresholds  ✓ http_req_duration{route:/api/vote}:p(99)<250ms  22.4 ms
            ✗ http_req_failed:rate<1%                         1.58 %
            … visits:count>10000                              –

Ctrl-C stops gently, twice at once`);
});

test("an endless run in which nothing has ended yet has dashes", () => {
  expect(frame({ ...nothingYet, targetPerSecond: 0 })).toBe(`
vote-bot  http://localhost:8080                                         running
classic · constant 200/s for 30 s, evenly spaced

time        0:00, without an end
rate                                                       –
p99 per s                                                  –

visits      started 0       in flight 0     dropped 0       lag p99 0.00 ms
requests    ok 0            expected 0      failed 0        success –
latency     p50 –           p90 –           p99 –           max –

Ctrl-C stops gently, twice at once`);
});

test("60 columns have two figures a line, and what is too long ends in an ellipsis", () => {
  expect(frame(troubled, { of: stages, columns: 60, rows: 40 })).toBe(`
vote-bot  http://localhost:8080                     running
classic · ramp 0 → 20/s in 10 s → 200/s in 10 s → 0/s in 1…

stages      ▂▂▂▂▂▂▂▂▂▃▃▄▅▆▆▇█▇▇▆▅▄▃▂▂  up to 200.0/s
time        ━━━━━━━━━━───────────────  0:12 of 0:30
rate        ▁▃▅▆████                   200.0/s of 200.0/s
failed      ▁▁▁▁▁▁█▃                   3.0/s
p99 per s    ▂▂▂▂█▂▂                   22.4 ms

visits      started 2,400          in flight 12
            dropped 12             lag p99 12.4 ms
requests    ok 4,700               expected 12
            failed 76              success 98.41 %
latency     p50 3.2 ms             p90 8.1 ms
            p99 22.4 ms            max 130 ms
warning     12 of 2,412 visits dropped: --max-in-flight wa…
warning     the generator itself is late: lag p99 12.4 ms

errors      connection_refused 60, 503 9, timeout 6, 1 more
thresholds  ✓ http_req_duration{route:/api/vote}:…  22.4 ms
            ✗ http_req_failed:rate<1%               1.58 %
            … visits:count>10000                    –

Ctrl-C stops gently, twice at once`);
});

test("where rows are short, the space between the parts goes first, then what stands lowest", () => {
  expect(frame(troubled, { rows: 10 })).toBe(`
vote-bot  http://localhost:8080                                         running
classic · constant 200/s for 30 s, evenly spaced
time        ━━━━━━━━━━━━━━━━━━───────────────────────────  0:12 of 0:30
rate        ▁▃▅▆████                                       200.0/s of 200.0/s
failed      ▁▁▁▁▁▁█▃                                       3.0/s
p99 per s    ▂▂▂▂█▂▂                                       22.4 ms
visits      started 2,400   in flight 12    dropped 12      lag p99 12.4 ms
requests    ok 4,700        expected 12     failed 76       success 98.41 %
latency     p50 3.2 ms      p90 8.1 ms      p99 22.4 ms     max 130 ms`);
});

test.each([
  ["a few rows", 80, 5],
  ["one row", 80, 1],
  ["hardly any columns", 13, 24],
  ["one column", 1, 24],
])("a terminal of %s gets what fits", (_name, columns, rows) => {
  expect(frame(troubled, { of: stages, columns, rows }).split("\n")[0]).toBe("");
});

test("a graph shows the latest seconds that it has columns for, on the scale of the target", () => {
  const seconds = Array.from({ length: 120 }, (_, second) => ({
    ...points[1]!,
    startedPerSecond: second < 75 ? 200 : 100,
  }));
  expect(frame(snapshotWith({ points: seconds }))).toContain(`rate        ${"▅".repeat(45)}  100.0/s of 200.0/s`);
});

test("of many thresholds those that are not met come first", () => {
  const thresholds = [true, true, undefined, true, false].map((isMet, index) => ({
    source: `visits:count>${index}`,
    actual: "2",
    isMet,
  }));
  expect(frame(snapshotWith({ thresholds }))).toContain(`
thresholds  ✗ visits:count>4  2
            ✓ visits:count>0  2
            ✓ visits:count>1  2
            … and 2 more
`);
});

test.each([
  ["warm-up", "warm-up until 0:05, not measured", "Ctrl-C stops gently, twice at once"],
  ["paused", "paused", "Ctrl-C stops gently, twice at once"],
  ["draining", "draining, no new visits", "Ctrl-C again stops at once"],
] as const)("phase %s is told, and what Ctrl-C does in it", (phase, word, hint) => {
  const text = frame(snapshotWith({ phase, elapsedMs: 31_000 }), { of: { ...plan, warmupMs: 5_000 } });
  expect(text.split("\n")[1]?.endsWith(`  ${word}`)).toBe(true);
  expect(text.endsWith(hint)).toBe(true);
});

test("text from outside cannot break the frame", () => {
  const text = frame(snapshotWith({ errors: [{ type: "a\nb\u001B[2Jc", count: 1 }] }));
  expect(text).toContain("errors      a�b�[2Jc 1");
});

test("only what needs a look is red", () => {
  expect(redTexts(snapshotWith())).toEqual([]);
  expect(redTexts(troubled)).toEqual([
    "failed",
    "▁▁▁▁▁▁█▃",
    "12",
    "12.4 ms",
    "76",
    "warning",
    "warning",
    "errors",
    "✗",
  ]);
});

function redTexts(snapshot: LiveSnapshot): string[] {
  const texts: string[] = [];
  renderFrame(snapshot, plan, { columns: 80, rows: 24 }, (colour, text) => {
    if (colour === "red") texts.push(text.trim());
    return text;
  });
  return texts;
}
