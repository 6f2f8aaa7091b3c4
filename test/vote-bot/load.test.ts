import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { runLoad } from "../support/load/run-load.ts";
import { expectReportInvariants } from "../support/report-invariants.ts";
import { slowTests } from "../support/slow-tests.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { untilReady } from "../support/until-ready.ts";
import { startStandInWeb } from "./stand-in-web.ts";

function startLoad(...args: Parameters<typeof runLoad>) {
  const run = runLoad(...args);
  onTestFinished(() => void run.bot.process.kill("SIGKILL"));
  return run;
}

const threshold = (limit: string) => ["--threshold", `http_req_duration{route:/api/vote}:p(99)${limit}`];

test("a run tells its thresholds, writes its report in every form, and exits with 99 where one is missed", async () => {
  const web = await startStandInWeb();
  const folder = temporaryFolder();
  const outputs = ["junit", "html"].flatMap((format) => ["--out", `${format}=${join(folder, format)}`]);
  const load = ["--target", web.address, "--rate", "100", "--duration", "500ms", "--seed", "spring"];
  const { bot, report: saved } = startLoad([...load, ...threshold("<5s"), ...threshold("<1us"), ...outputs]);
  expect(await bot.ended).toBe(99);
  const report = await saved;
  expectReportInvariants(report);
  expect(report).toMatchObject({ end: "finished", exitCode: 99, visits: { planned: 50, dropped: 0 } });
  expect(report.requests.sent).toBe(web.requests.length);
  expect(report.thresholds.map(({ met }) => met)).toEqual([true, false]);
  expect(bot.lines.join("\n")).toMatch(/✓ .*p\(99\)<5s\n.*✗ .*p\(99\)<1us/);
  expect(readFileSync(join(folder, "junit"), "utf8")).toContain('tests="2" failures="1"');
  expect(readFileSync(join(folder, "html"), "utf8")).toContain("<!doctype html>");
});

describe.skipIf(!slowTests)("(SLOW_TESTS=on)", () => {
  test("--threshold-abort ends a run that can no longer meet its threshold, with 108", async () => {
    const web = await startStandInWeb();
    const load = ["--target", web.address, "--rate", "20", "--duration", "60s", "--threshold-abort"];
    const { bot, report: saved } = startLoad([...load, ...threshold("<1us")]);
    expect(await bot.ended).toBe(108);
    const report = await saved;
    expectReportInvariants(report);
    expect(report.end).toBe("threshold");
    expect(report.elapsedMs).toBeLessThan(20_000);
  });

  test("a second signal cuts visits off at once: exit code 105, and every request is accounted for", async () => {
    const web = await startStandInWeb({ instead: () => true });
    const load = ["--target", web.address, "--rate", "50", "--duration", "60s", "--graceful-stop", "60s"];
    const { bot, report: saved } = startLoad(load, { LOG_LEVEL: "info" });
    await web.request(({ line }) => line === "GET /api/list");
    bot.process.kill("SIGTERM");
    // Signals within half a second are one wish.
    const again = setInterval(() => bot.process.kill("SIGTERM"), 600);
    onTestFinished(() => clearInterval(again));
    expect(await bot.ended).toBe(105);
    const report = await saved;
    expectReportInvariants(report);
    expect(report.visits.aborted).toBe(report.visits.started);
    expect(report.requests.aborted).toBe(web.requests.length);
  });

  test("the rate of a run is changed and paused over the admin port, but not by a web page", async () => {
    const web = await startStandInWeb();
    const load = ["--target", web.address, "--rate", "1", "--duration", "60s", "--control"];
    const { bot } = startLoad(load);
    const { admin } = await untilReady(bot);
    const put = async (change: object, headers: Record<string, string> = {}) => {
      const response = await fetch(`http://127.0.0.1:${admin}/control`, {
        method: "PUT",
        headers,
        body: JSON.stringify(change),
      });
      return { status: response.status, body: await response.json() };
    };
    expect(await put({ rate: 500 })).toEqual({ status: 200, body: { paused: false, targetPerSecond: 500 } });
    await web.request(({ line }) => line.startsWith("GET /api/vote") && web.requests.length > 100);
    expect(await put({ paused: true })).toEqual({ status: 200, body: { paused: true, targetPerSecond: 0 } });
    expect((await put({ rate: 1 }, { origin: "http://evil.example" })).status).toBe(403);
    expect((await put({ rate: -1 })).status).toBe(400);
    expect(await bot.stop()).toBe(0);
  });

  test("outputs that cannot be written are told before anything is sent", async () => {
    const web = await startStandInWeb();
    const { bot, report } = startLoad(["--target", web.address, "--out", "html=/no/such/folder/report.html"]);
    report.catch(() => {});
    expect(await bot.ended).toBe(104);
    expect(bot.lines.join("\n")).toContain("--out html=/no/such/folder/report.html: cannot be written");
    expect(web.requests).toEqual([]);
    expect(existsSync("/no/such")).toBe(false);
  });
});
