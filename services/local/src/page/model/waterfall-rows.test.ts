import { expect, test } from "vitest";
import { makeSpan } from "../testing/make-span.ts";
import { spanTree } from "./span-tree.ts";
import { waterfallRows } from "./waterfall-rows.ts";

const { tops } = spanTree([
  makeSpan("a"),
  makeSpan("b", { parentId: "a" }),
  makeSpan("c", { parentId: "b", error: "UNKNOWN" }),
  makeSpan("d", { parentId: "a", startTimeMs: 5 }),
]);

test("rows go down the tree, with their depth", () => {
  const rows = waterfallRows(tops, new Set());
  expect(rows.map(({ span, depth, descendants }) => [span.spanId, depth, descendants])).toEqual([
    ["a", 0, 3],
    ["b", 1, 1],
    ["c", 2, 0],
    ["d", 1, 0],
  ]);
});

test("a collapsed span hides what is below it, and says that a failure is hidden", () => {
  const rows = waterfallRows(tops, new Set(["b", "d"]));
  expect(rows.map(({ span, isCollapsed, hidesError }) => [span.spanId, isCollapsed, hidesError])).toEqual([
    ["a", false, false],
    ["b", true, true],
    ["d", false, false],
  ]);
});
