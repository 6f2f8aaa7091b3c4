import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyReport, stallReport } from "@emojivoto/vote-bot/report/testing/hand-made-report.ts";
import { toHtml } from "@emojivoto/vote-bot/report/to-html.ts";
import { browserPath, openBrowser } from "../support/open-browser.ts";

/** A browser takes longer than all other tests have: it is asked for. */
const isWanted = process.env["BROWSER_TESTS"] === "on";

describe.skipIf(!isWanted || browserPath === undefined)("in Chromium (needs it on PATH, and BROWSER_TESTS=on)", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  /** The page as a file has it, with no server behind it; what it complains of is collected. */
  async function open(html: string) {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("request", (request) => complaints.push(`asked for ${request.url()}`));
    await page.setContent(html, { waitUntil: "load" });
    return { page, complaints };
  }

  test("the report draws its charts under its own policy, and fits a phone", async () => {
    const { page, complaints } = await open(toHtml(stallReport));
    expect(await page.locator("figure canvas").count()).toBe(7);
    await page.locator("figure", { hasText: "Latency from the intended start" }).locator(".u-over").hover();
    await page
      .locator(".u-series", { hasText: "p99" })
      .getByText(/\d ms$/)
      .waitFor();
    const toggle = page.getByRole("button", { name: "log scale" }).first();
    await toggle.click();
    expect(await toggle.getAttribute("aria-pressed")).toBe("false");
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("seconds without an answer leave gaps, and a run without a request still has its page", async () => {
    const points = stallReport.series.points.map((point) => ({ ...point, p50: null, p90: null, p99: null, max: null }));
    const silent = { ...stallReport, routes: [], trends: {}, series: { intervalSeconds: 1, points } };
    for (const report of [silent, emptyReport]) {
      const { page, complaints } = await open(toHtml(report));
      await page.getByRole("heading", { name: "Load test of http://localhost:8080" }).waitFor();
      expect(complaints).toEqual([]);
    }
  });
});
