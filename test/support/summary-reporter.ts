import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Where the files with skipped tests go, a line each: CI runs them again where nothing is missing. */
const listFile = process.env["SKIPPED_FILES"];

/**
 * Closes the run with one plain line, `N passed, N failed[, N skipped]`, for people and for CI; before it, a
 * line for each test that was skipped. A file that could not be loaded counts as a failure.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    const skipped: string[] = [];
    const files = new Set<string>();
    for (const module of modules) {
      if (module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
        else {
          skipped.push(test.fullName);
          files.add(module.relativeModuleId);
        }
      }
    }
    if (listFile !== undefined) writeFileSync(listFile, [...files].map((file) => `${file}\n`).join(""));
    process.once("exit", () => {
      for (const name of skipped) console.log(`skipped: ${name}`);
      console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
    });
  }
}
