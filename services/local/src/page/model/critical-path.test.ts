import { expect, test } from "vitest";
import { makeSpan } from "../testing/make-span.ts";
import { criticalPath } from "./critical-path.ts";
import { spanTree } from "./span-tree.ts";

test("the end of a trace waits for the children that end last, and between them for the span itself", () => {
  const { tops } = spanTree([
    makeSpan("root", { durationMs: 100 }),
    makeSpan("first", { parentId: "root", startTimeMs: 10, durationMs: 30 }),
    makeSpan("beside", { parentId: "root", startTimeMs: 50, durationMs: 20 }),
    makeSpan("last", { parentId: "root", startTimeMs: 45, durationMs: 50 }),
  ]);
  const path = criticalPath(tops);
  expect(path.has("beside")).toBe(false);
  expect(path.get("last")).toEqual([{ fromMs: 45, toMs: 95 }]);
  expect(path.get("root")).toEqual([
    { fromMs: 95, toMs: 100 },
    { fromMs: 40, toMs: 45 },
    { fromMs: 0, toMs: 10 },
  ]);
});

test("a child that outlives its parent is waited for up to the parent's end", () => {
  const { tops } = spanTree([makeSpan("root"), makeSpan("late", { parentId: "root", startTimeMs: 5, durationMs: 50 })]);
  expect([...criticalPath(tops)]).toEqual([
    ["late", [{ fromMs: 5, toMs: 10 }]],
    ["root", [{ fromMs: 0, toMs: 5 }]],
  ]);
});

test("a child that begins when its parent has ended is not waited for", () => {
  const { tops } = spanTree([makeSpan("root"), makeSpan("after", { parentId: "root", startTimeMs: 11 })]);
  expect([...criticalPath(tops).keys()]).toEqual(["root"]);
});

test("no spans have no path", () => {
  expect(criticalPath([]).size).toBe(0);
});
