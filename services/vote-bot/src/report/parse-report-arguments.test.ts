import { expect, test } from "vitest";
import { parseReportArguments } from "./parse-report-arguments.ts";

test("a file and any number of outputs, in any order", () => {
  expect(parseReportArguments(["--out", "junit=a.xml", "run.json", "--out=html=b.html"])).toEqual({
    path: "run.json",
    outputs: [
      { format: "junit", path: "a.xml" },
      { format: "html", path: "b.html" },
    ],
  });
  expect(parseReportArguments(["run.json", "--help"])).toBe("help");
});

test("every fault is told at once", () => {
  expect(() => parseReportArguments(["--out", "pdf=a.pdf", "--nonsense", "--out"])).toThrow(
    "--out: expected one of `json=<file>`, `junit=<file>`, `html=<file>`, got `pdf=a.pdf`\n" +
      "--nonsense: no such flag; --help lists them\n" +
      "--out: expected one of `json=<file>`, `junit=<file>`, `html=<file>`, got ``\n" +
      "expected a file saved by --out json=…, got none",
  );
  expect(() => parseReportArguments(["a.json", "b.json"])).toThrow("expected one file, got `a.json`, `b.json`");
});
