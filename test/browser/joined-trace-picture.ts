import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openBrowser } from "../support/open-browser.ts";
import { startSupervisor } from "../support/start-supervisor.ts";

// Makes the README's picture from the real page: `node test/browser/joined-trace-picture.ts`, where Chromium is.

const picture = join(import.meta.dirname, "../../.github/joined-trace.png");
/** The proxies send their spans every 10 s. */
const allSpansMs = 15_000;

const dataDir = mkdtempSync(join(tmpdir(), "emojivoto-picture-"));
const start = startSupervisor(dataDir, { flags: ["--mesh"], keep: true });
const browser = await openBrowser();
try {
  // A visit of services that have warmed up.
  await delay(allSpansMs);
  const visit = start.lines.findLast((line) => /✔ Voting for .* 200 .* trace/.test(line)) ?? "";
  await delay(allSpansMs);
  const page = await browser.newPage({ viewport: { width: 1_280, height: 1_130 }, colorScheme: "light" });
  const traceId = /trace ([0-9a-f]{32})/.exec(visit)?.[1];
  await page.goto(`http://127.0.0.1:${await start.portOf("traces", "http")}/trace/${traceId}`);
  await page.getByText("joined: 1 root").waitFor();
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await start.stop();
  rmSync(dataDir, { recursive: true });
}
