import { expect, test } from "vitest";
import { makeSpan } from "../testing/make-span.ts";
import { type SpanNode, spanTree } from "./span-tree.ts";
import { verdictOn } from "./verdict.ts";

/** `a(b c(d))` */
function drawn(nodes: readonly SpanNode[]): string {
  return nodes.map(({ span, children }) => span.spanId + (children.length > 0 ? `(${drawn(children)})` : "")).join(" ");
}

test("spans hang on their parents, whatever order they came in", () => {
  const spans = [makeSpan("d", { parentId: "c" }), makeSpan("b", { parentId: "a" }), makeSpan("c", { parentId: "a" })];
  const tree = spanTree([...spans, makeSpan("a")]);
  expect(drawn(tree.tops)).toBe("a(b c(d))");
  expect(verdictOn(tree)).toEqual({ isJoined: true, text: "joined: 1 root, 0 orphans" });
});

test("a span whose parent has not come is an orphan, and the verdict names the parent", () => {
  const tree = spanTree([makeSpan("a"), makeSpan("c", { parentId: "gone", startTimeMs: 5 })]);
  expect(drawn(tree.tops)).toBe("a c");
  expect(verdictOn(tree)).toEqual({
    isJoined: false,
    text: "not joined: 1 orphan: parent gone never came; mesh proxies deliver up to 10 s later",
  });
});

test("two roots and no root are told", () => {
  expect(verdictOn(spanTree([makeSpan("a"), makeSpan("b")])).text).toContain("2 roots: a service began the trace anew");
  expect(verdictOn(spanTree([makeSpan("b", { parentId: "a" })])).text).toContain("no root");
});

test("spans that are each other's parents are shown too", () => {
  const ring = [makeSpan("a", { parentId: "b" }), makeSpan("b", { parentId: "a" }), makeSpan("c", { parentId: "c" })];
  expect(drawn(spanTree(ring).tops)).toBe("a(b) c");
});
