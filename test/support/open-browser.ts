import { chromium, type Browser } from "playwright-core";
import { findProgram } from "./find-program.ts";

/** The browser of this machine, or undefined where it has none. */
export const browserPath = findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error("no Chromium or Chrome is on PATH");
  return chromium.launch({ executablePath: browserPath, args: quiet });
}
