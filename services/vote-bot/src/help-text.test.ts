import { expect, test } from "vitest";
import { configSchema, flagOf } from "./config.ts";
import { helpText } from "./help-text.ts";

test("--help has a line for every variable, with its flag and what it means", () => {
  const lines = helpText().split("\n");
  for (const [name, variable] of Object.entries(configSchema.shape)) {
    const line = lines.find((candidate) => candidate.includes(` ${name} `));
    expect(line).toContain(variable.meta()?.description);
    const flag = flagOf(variable);
    if (flag !== undefined) expect(line).toContain(`--${flag} `);
  }
});

test("--help tells the defaults", () => {
  expect(helpText()).toMatch(/--target +WEB_HOST +http:\/\/localhost:8080 /);
  expect(helpText()).toMatch(/--doughnut +DOUGHNUT +0\.15 /);
});
