import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

test.each([
  {
    name: "from the lowest block for zero to the highest for the greatest",
    values: [0, 1, 2, 3, 4, 5, 6, 7],
    line: "▁▂▃▄▅▆▇█",
  },
  { name: "a gap where there is no value", values: [1, undefined, Number.NaN, 2], line: "▅  █" },
  { name: "nothing but zeros on the ground", values: [0, 0], line: "▁▁" },
  { name: "one of thousands above the ground", values: [0, 1, 5_000], line: "▁▂█" },
  { name: "nothing at all", values: [], line: "" },
])("a sparkline shows $name", ({ values, line }) => {
  expect(sparkline(values)).toBe(line);
});

test("a sparkline on a scale of its own does not leave it", () => {
  expect(sparkline([0, 50, 100, 150], 100)).toBe("▁▅██");
});
