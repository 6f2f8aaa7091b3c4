import { expect, test } from "vitest";
import { parseOutput } from "./parse-output.ts";

test("an output is a format and a path, which may hold anything", () => {
  expect(parseOutput("json=run.json")).toEqual({ format: "json", path: "run.json" });
  expect(parseOutput("html=a b/x=y.html")).toEqual({ format: "html", path: "a b/x=y.html" });
});

test.each(["", "json", "json=", "=run.json", "xml=run.xml", "JSON=run.json", "json=\0"])("%j is no output", (text) => {
  expect(parseOutput(text)).toBeUndefined();
});
