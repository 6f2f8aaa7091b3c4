import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { browserPath, openBrowser } from "../support/open-browser.ts";
import { type RunningService, startService } from "../support/start-service.ts";
import { type Stack, startStack } from "../support/start-stack.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] };

async function accessibilityFaults(page: Page): Promise<string[]> {
  // As a CDP evaluation, which the page's content security policy does not stop.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>("axe.run()");
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** A browser takes longer than all other tests have: it is asked for. */
const isWanted = process.env["BROWSER_TESTS"] === "on";

describe.skipIf(!isWanted || browserPath === undefined)("in Chromium (needs it on PATH, and BROWSER_TESTS=on)", () => {
  let browser: Browser;
  let open: Stack;
  let closed: RunningService;

  beforeAll(async () => {
    [browser, open] = await Promise.all([openBrowser(), startStack()]);
    closed = await startService("web", { ...open.webEnv, LEGACY_API: "off" }, { keep: true });
  });

  afterAll(() => Promise.all([browser.close(), open.stop(), closed.stop()]));

  /** A page that fails the test when it loads from elsewhere or when its script throws. */
  async function visit(url: string, colorScheme: "light" | "dark" = "light"): Promise<Page> {
    const page = await browser.newPage({ colorScheme });
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith("data:"))
        faults.push(request.url());
    });
    onTestFinished(async () => {
      await page.close();
      expect(faults).toEqual([]);
    });
    await page.goto(url);
    return page;
  }

  test("a click votes, and the leaderboard shows it", async () => {
    const page = await visit(open.url);
    await page.getByRole("button", { name: "Vote for joy", exact: true }).click();
    await page.getByText("You voted for joy").waitFor();
    await page.getByText(/^trace [\da-f]{32}$/).waitFor();
    await page.getByRole("link", { name: "See the leaderboard" }).click();
    await page.getByRole("listitem").filter({ hasText: "joy" }).filter({ hasText: "1 vote" }).waitFor();
  });

  test("a vote can be cast by keyboard", async () => {
    const page = await visit(open.url);
    await page.getByRole("button", { name: "Vote for pizza" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("You voted for pizza").waitFor();
  });

  test("the doughnut's failure says that it is on purpose", async () => {
    const page = await visit(open.url);
    await page.getByRole("button", { name: "Vote for doughnut" }).click();
    await page.getByText("The answer was 500").waitFor();
    await page.getByText("fails on purpose").waitFor();
    await page.getByText(/^trace [\da-f]{32}$/).waitFor();
  });

  test("with the open routes off one signs in, and a wrong secret is told", async () => {
    const url = `http://127.0.0.1:${closed.ports["http"]}`;
    const page = await visit(url);
    const { appKey, appSecret } = open.credentials;
    await page.getByLabel("App key").fill(appKey);
    await page.getByLabel("App secret").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("No app has this key and secret").waitFor();
    await page.getByLabel("App secret").fill(appSecret);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Vote for rocket" }).click();
    await page.getByText("You voted for rocket").waitFor();
    await page.goto(`${url}/leaderboard`);
    await page.getByRole("listitem").filter({ hasText: "rocket" }).waitFor();
  });

  test.each([
    ["/", "light"],
    ["/leaderboard", "dark"],
    ["/auth", "light"],
  ] as const)("%s has no accessibility fault that axe finds, in %s", async (path, scheme) => {
    const page = await visit(open.url + path, scheme);
    await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
