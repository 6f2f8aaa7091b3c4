import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { accessibilityFaults } from "../support/accessibility-faults.ts";
import { browserPath, openBrowser } from "../support/open-browser.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { visitPage } from "../support/visit-page.ts";
import { deepTrace, sampleLog, sampleVisit, type Visit } from "./sample-visit.ts";

const buildPage = join(import.meta.dirname, "../../services/local/src/page/build-page.ts");

const rows = (page: Page) => page.locator(".trace-row");
const lines = (page: Page) => page.getByRole("treeitem");
const isProxy = (resource: unknown) => JSON.stringify(resource).includes("linkerd-proxy");

/** A browser takes longer than all other tests have: it is asked for. */
const isWanted = process.env["BROWSER_TESTS"] === "on";

describe.skipIf(!isWanted || browserPath === undefined)("in Chromium (needs it on PATH, and BROWSER_TESTS=on)", () => {
  let browser: Browser;
  let pageDir: string;
  let store: Awaited<ReturnType<typeof startTraceStore>>;
  const now = Date.now();
  const meshed: Visit = { traceId: "a".repeat(32), startTimeMs: now - 900 };
  const plain: Visit = { traceId: "b".repeat(32), startTimeMs: now - 600, hasMesh: false, slowness: 4 };
  const failed: Visit = { traceId: "c".repeat(32), startTimeMs: now - 300, isFailure: true };
  const failedSpan = "aaaaaaaaaaaaaa1f";

  beforeAll(async () => {
    pageDir = await mkdtemp(join(tmpdir(), "emojivoto-page-"));
    [browser] = await Promise.all([openBrowser(), promisify(execFile)(process.execPath, [buildPage, pageDir])]);
    store = await startTraceStore({ PAGE_DIR: pageDir });
    for (const visit of [meshed, plain, failed]) await send("traces", sampleVisit(visit));
    await send("logs", sampleLog(failed, failedSpan));
  });

  // The topology tells of the last minute alone.
  beforeEach(() => send("traces", sampleVisit(freshVisit())));

  afterAll(async () => {
    await Promise.all([browser?.close(), store?.stop()]);
    await rm(pageDir, { recursive: true });
  });

  async function send(signal: "traces" | "logs", body: object, to = store.otlpHttp) {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${to}/v1/${signal}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
  }

  const open = (path: string, options: BrowserContextOptions = {}) => visitPage(browser, store.query + path, options);
  let made = 0;
  const freshVisit = (parts: Partial<Visit> = {}): Visit => ({
    traceId: (made += 1).toString(16).padStart(32, "d"),
    startTimeMs: Date.now(),
    ...parts,
  });

  test("the list shows each trace's way and failure, and new ones as they come", async () => {
    const page = await open("/");
    const row = rows(page).filter({ hasText: "UNKNOWN" }).first();
    await row.getByText("vote-bot → web → emoji, voting").waitFor();
    await row.getByText("31 spans").waitFor();
    const visit = freshVisit();
    await send("traces", sampleVisit(visit));
    await page.locator(`li:first-child [href="/trace/${visit.traceId}"]`).waitFor();
  });

  test("what the pointer or the pause holds does not move, and what waits is told", async () => {
    const page = await open("/");
    await page.locator(".is-live").waitFor();
    const first = await rows(page).first().getAttribute("href");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "go on" }).waitFor();
    await send("traces", sampleVisit(freshVisit()));
    await page.getByRole("button", { name: "1 new trace" }).waitFor();
    expect(await rows(page).first().getAttribute("href")).toBe(first);
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "1 new trace" }).waitFor({ state: "detached" });
    expect(await rows(page).first().getAttribute("href")).not.toBe(first);
    await rows(page).first().hover();
    await send("traces", sampleVisit(freshVisit()));
    // By keyboard: a pointer on its way to the button lets the list go on by itself.
    const waiting = page.getByRole("button", { name: "1 new trace" });
    await waiting.press("Enter");
    await waiting.waitFor({ state: "detached" });
  });

  test("filters narrow the list, stand in the URL and survive a reload", async () => {
    const page = await open("/");
    await page.getByLabel("status").selectOption("error");
    await page.waitForURL("**/?status=error");
    await page.reload();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(await rows(page).filter({ hasText: "UNKNOWN" }).count());
    await page.getByLabel("duration").selectOption("1000");
    await page.getByText("No trace matches").waitFor();
    await page.getByRole("link", { name: "Take the filter away" }).click();
    await rows(page).filter({ hasText: "32 spans" }).first().waitFor();
  });

  test("all goes by keyboard: search, move, open, fold, details, back", async () => {
    const page = await open("/");
    await rows(page).first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("cccc");
    await page.waitForURL("**/?traceId=cccc");
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/trace/${failed.traceId}`);
    await lines(page).first().waitFor();
    await page.keyboard.press("m");
    await page.waitForURL("**?mesh=folded");
    for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
    await page.getByRole("complementary", { name: "Span" }).getByRole("heading", { name: "GET" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.waitForURL("**/?traceId=cccc");
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("fold the mesh's proxies away and back").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("2");
    await page.waitForURL("**/topology");
    await expect.poll(() => page.title()).toBe("topology · emojivoto");
  });

  test("a trace shows that it joins, with the mesh's spans and without", async () => {
    const page = await open(`/trace/${meshed.traceId}`);
    await page.getByText("joined: 1 root, 0 orphans").waitFor();
    await page.getByText("12 spans + 20 proxy spans").waitFor();
    await lines(page).filter({ hasText: "⟠ proxy" }).filter({ hasText: "outbound · vote-bot" }).first().waitFor();
    await page.keyboard.press("m");
    await expect.poll(() => lines(page).count()).toBe(12);
    expect(await lines(page).filter({ hasText: "proxy" }).count()).toBe(0);
    const levels = await lines(page).evaluateAll((elements) => elements.map((line) => line.getAttribute("aria-level")));
    expect(levels.join("")).toBe("123452345456");
    await page.keyboard.press("m");
    await lines(page).filter({ hasText: "⟠ proxy" }).first().waitFor();
  });

  test("a subtree collapses, by pointer and by key, and says so in the URL", async () => {
    const page = await open(`/trace/${plain.traceId}`);
    await lines(page).nth(1).locator(".caret").click();
    await page.getByText("+3 spans").waitFor();
    await page.reload();
    await page.getByText("+3 spans").waitFor();
    for (const key of ["j", "j", "l"]) await page.keyboard.press(key);
    await page.getByText("+3 spans").waitFor({ state: "detached" });
  });

  test("a failed span shows its status, attributes, logs and parent", async () => {
    const page = await open(`/trace/${failed.traceId}?uiFind=${failedSpan}`);
    const panel = page.getByRole("complementary", { name: "Span" });
    for (const text of ["✕failed: UNKNOWN", "rpc.response.status_code", "the doughnut fails on purpose", "host.name"])
      await panel.getByText(text).first().waitFor();
    await panel.getByRole("button", { name: "parent" }).click();
    await panel.getByText("inbound at voting").waitFor();
    await page.getByRole("tab", { name: "Logs 1" }).click();
    await page.getByRole("button", { name: "span", exact: true }).click();
    await page.waitForURL(`**/trace/${failed.traceId}?uiFind=${failedSpan}`);
  });

  test("a trace joins before one's eyes when the proxies' spans come later", async () => {
    const visit = freshVisit();
    const { resourceSpans } = sampleVisit(visit);
    await send("traces", { resourceSpans: resourceSpans.filter((resource) => !isProxy(resource)) });
    const page = await open(`/trace/${visit.traceId}`);
    await page.getByText(/^⚠ not joined: 5 orphans: parent \w+ never came/).waitFor();
    await send("traces", { resourceSpans: resourceSpans.filter(isProxy) });
    await page.getByText("joined: 1 root, 0 orphans").waitFor();
  });

  test("a trace of 1,000 spans, each in the one before, renders only what is seen", async () => {
    const { traceId } = freshVisit();
    await send("traces", deepTrace(traceId, 1_000));
    const page = await open(`/trace/${traceId}`);
    await page.getByText("1,000 spans").waitFor();
    expect(await lines(page).count()).toBeLessThan(100);
    await page.locator(".waterfall-scroller").evaluate((element) => (element.scrollTop = 1e6));
    await page.getByText("span 999").waitFor();
  });

  test("the topology leads to a service's signals and to the traces behind a call", async () => {
    const page = await open("/topology");
    await page
      .getByRole("link", { name: /^web to voting: .+success \d/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/?service=voting&caller=web");
    await rows(page).first().waitFor();
    await page.goto(`${store.query}/topology`);
    await page.locator(".node").first().waitFor();
    await page.keyboard.press("m");
    await page.waitForURL("**/topology?mesh=shown");
    await page.getByRole("link", { name: /^⟠ web inbound / }).waitFor();
    await page.getByRole("link", { name: /^emoji [\d.]+\/s / }).click();
    await page.waitForURL("**/services?service=emoji");
  });

  test("dots flow on the edges, and stand still for who wants less motion", async () => {
    const page = await open("/topology");
    const dot = page.locator(".flow").first();
    await dot.waitFor({ state: "attached" });
    const place = await dot.getAttribute("transform");
    await expect.poll(() => dot.getAttribute("transform")).not.toBe(place);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await dot.waitFor({ state: "hidden" });
  });

  test("a point of a chart opens the traces behind it", async () => {
    const page = await open("/services?service=web");
    const chart = page.getByRole("region", { name: "GET /api/vote" }).getByRole("slider", { name: "latency" });
    await chart.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await chart.getAttribute("aria-valuetext")).toMatch(/^\d\d:\d\d:\d\d.+p50 .+, p95 .+, p99 /);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/\?service=web&operation=GET\+%2Fapi%2Fvote&fromMs=\d+&toMs=\d+$/);
  });

  test("while the store is away the page says so and keeps what it has, and goes on when it is back", async () => {
    let own = await startTraceStore({ PAGE_DIR: pageDir });
    onTestFinished(() => own.stop());
    await send("traces", sampleVisit(meshed), own.otlpHttp);
    const page = await visitPage(browser, own.query);
    await rows(page).first().waitFor();
    await own.stop();
    await page.getByText("The trace store does not answer").waitFor();
    expect(await rows(page).count()).toBe(1);
    own = await startTraceStore({ PAGE_DIR: pageDir, TRACES_PORT: new URL(own.query).port });
    await send("traces", sampleVisit(plain), own.otlpHttp);
    await page.getByText("The trace store does not answer").waitFor({ state: "detached" });
    await page.locator(`[href="/trace/${plain.traceId}"]`).waitFor();
  });

  test("an empty store, a trace that is not there and a wrong path say what to do", async () => {
    const own = await startTraceStore({ PAGE_DIR: pageDir });
    onTestFinished(() => own.stop());
    const page = await visitPage(browser, own.query);
    for (const [path, text] of [
      ["/", "No traces yet"],
      ["/trace/0123", "This trace is not here"],
      ["/topology", "No traffic in the last minute"],
      ["/services", "No requests in the last 15 minutes"],
      ["/nowhere", "There is no such page"],
    ] as const) {
      await page.goto(own.query + path);
      await page.getByRole("heading", { name: text }).waitFor();
    }
  });

  const views = [
    ["/", ".trace-row"],
    [`/trace/${failed.traceId}?uiFind=${failedSpan}`, ".span-panel"],
    [`/trace/${failed.traceId}?tab=logs`, ".logs"],
    ["/topology?mesh=shown", ".node"],
    ["/services", ".u-over"],
    ["/?status=error&minDurationMs=1000", ".empty"],
  ] as const;

  test.each(views)("%s has no accessibility fault that axe finds, light and dark", async (path, shown) => {
    const page = await open(path);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.locator(shown).first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });

  test.each([
    [375, 740],
    [1_920, 1_080],
  ])("every view fits a window %d pixels wide", async (width, height) => {
    const page = await open("/", { viewport: { width, height } });
    for (const [path, shown] of views) {
      await page.goto(store.query + path);
      await page.locator(shown).first().waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }
  });
});
