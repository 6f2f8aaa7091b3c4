import { expect, test } from "vitest";
import { lint } from "./generate.ts";
import { staleFiles } from "./stale-files.ts";

test("the generated code is what the catalogue and the .proto files generate", () => {
  expect(staleFiles()).toEqual([]);
});

test("the .proto files keep buf's rules, but for the exceptions that buf.yaml lists", () => {
  expect(() => lint()).not.toThrow();
});
