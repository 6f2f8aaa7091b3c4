import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "../support/accessibility-faults.ts";
import { browserPath, openBrowser } from "../support/open-browser.ts";
import { type RunningService, startService } from "../support/start-service.ts";
import { type Stack, startStack } from "../support/start-stack.ts";
import { visitPage } from "../support/visit-page.ts";

/** A browser takes longer than all other tests have: it is asked for. */
const isWanted = process.env["BROWSER_TESTS"] === "on";

describe.skipIf(!isWanted || browserPath === undefined)("in Chromium (needs it on PATH, and BROWSER_TESTS=on)", () => {
  let browser: Browser;
  let open: Stack;
  let closed: RunningService;

  beforeAll(async () => {
    [browser, open] = await Promise.all([openBrowser(), startStack({ webEnv: { TRACES_URL: "http://traces.test/" } })]);
    closed = await startService("web", { ...open.webEnv, LEGACY_API: "off" }, { keep: true });
  });

  afterAll(() => Promise.all([browser.close(), open.stop(), closed.stop()]));

  const visit = (url: string, colorScheme: "light" | "dark" = "light") => visitPage(browser, url, { colorScheme });

  test("a click votes, and the leaderboard shows it", async () => {
    const page = await visit(open.url);
    await page.getByRole("button", { name: "Vote for joy", exact: true }).click();
    await page.getByText("You voted for joy").waitFor();
    await page.getByText(/^trace [\da-f]{32}$/).waitFor();
    const link = await page.getByRole("link", { name: /^[\da-f]{32}$/ }).getAttribute("href");
    expect(link).toMatch(/^http:\/\/traces\.test\/trace\/[\da-f]{32}$/);
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
