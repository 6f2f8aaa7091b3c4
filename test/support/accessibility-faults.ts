import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

type AxeResult = { violations: { id: string; nodes: { html: string }[] }[] };

/** What axe finds on a page as it is now, each with the first element at fault. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // As a CDP evaluation, which the page's content security policy does not stop.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>("axe.run()");
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
