import { defineConfig } from "vitest/config";

/** Beside the code it tests, in one process; or in test/, where whole services run. */
export default defineConfig({
  test: {
    reporters: ["default", "./test/support/summary-reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests wait for processes more than they compute: a third worker fills the waits of two cores.
    maxWorkers: 3,
    // No test leaves anything in a module, and a process for each file would take longer than the tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["services/*/src/**/*.test.ts", "proto/*.test.ts"] },
      },
      {
        extends: true,
        test: { name: "cross", include: ["test/**/*.test.ts"] },
      },
    ],
  },
});
