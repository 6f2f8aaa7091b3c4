import { expect, test } from "vitest";
import { flagOf } from "./command.ts";
import { doctorCommand } from "../doctor/doctor-command.ts";
import { helpText } from "./help-text.ts";
import { runCommand } from "./run-command.ts";

test.each([runCommand, doctorCommand])("$name --help has a line for every variable", (command) => {
  const lines = helpText(command).split("\n");
  for (const [name, variable] of Object.entries(command.schema.shape)) {
    const line = lines.find((candidate) => candidate.includes(` ${name} `));
    expect(line).toContain(variable.meta()?.description);
    const flag = flagOf(variable);
    if (flag !== undefined) expect(line).toContain(`--${flag} `);
  }
});

test("--help tells the defaults", () => {
  expect(helpText(runCommand)).toMatch(/--target +WEB_HOST +http:\/\/localhost:8080 /);
  expect(helpText(runCommand)).toMatch(/--vus +VUS +1 /);
  expect(helpText(runCommand)).toMatch(/--doughnut +DOUGHNUT +0\.15 /);
});

test("--help tells every exit code", () => {
  const [, told = ""] = helpText(runCommand).split("Exit codes:");
  expect([...told.matchAll(/\b\d+\b/g)].map(([code]) => Number(code))).toEqual([0, 69, 74, 99, 104, 105, 108]);
});
