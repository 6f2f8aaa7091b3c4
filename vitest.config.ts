import { defineConfig } from "vitest/config";

/** Beside the code it tests, in one process; or in test/, where whole services run. */
export default defineConfig({
  test: {
    reporters: ["default", "./test/support/summary-reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
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
