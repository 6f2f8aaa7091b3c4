import { expect, test } from "vitest";
import { createTraceTree } from "../evidence/trace-tree.ts";
import { listSpans, span, traceId } from "../testing/hand-made.ts";
import { renderTree } from "./render-tree.ts";

const plain = (_: unknown, text: string) => text;

test("a tree has a line for each span: service, name, kind, status, time", () => {
  expect(renderTree(createTraceTree(listSpans), traceId, 80, plain).join("\n")).toBe(
    `  vote-bot  visit                                      INTERNAL       10.0 ms
  vote-bot    GET /api/list                            CLIENT    200  10.0 ms
  web           GET /api/list                          SERVER         10.0 ms
  web             emojivoto.v1.EmojiService/ListAll    CLIENT         10.0 ms
  emoji             emojivoto.v1.EmojiService/ListAll  SERVER         10.0 ms`,
  );
});

test("a wide terminal shows when each span was, and a proxy's is marked", () => {
  const proxy = { service: "linkerd-proxy", name: "/x", attributes: { direction: "inbound" } };
  const spans = [span({ spanId: "a", service: "web", name: "x", durationMs: 20 })].concat(
    span({ ...proxy, spanId: "b", parentSpanId: "a", startMs: 1_010 }),
  );
  expect(renderTree(createTraceTree(spans), traceId, 120, plain)).toEqual([
    `  web              x             INTERNAL    20.0 ms  ${"█".repeat(24)}`,
    `  ⟠ linkerd-proxy    /x inbound  INTERNAL    10.0 ms  ${" ".repeat(12)}${"░".repeat(12)}`,
  ]);
});

test("an orphan is marked, and what a span's name holds cannot move the cursor", () => {
  const orphan = span({ spanId: "a", parentSpanId: "lost", service: "web", name: "\u001B[2Jx" });
  const [line] = renderTree(createTraceTree([orphan]), traceId, 80, plain);
  expect(line).toContain("�[2Jx (parent missing)");
});

test("spans that name each other as parents do not hang it", () => {
  const circle = [
    span({ spanId: "a", parentSpanId: "b", service: "web", name: "x" }),
    span({ spanId: "b", parentSpanId: "a", service: "web", name: "y" }),
  ];
  expect(renderTree(createTraceTree(circle), traceId, 80, plain)).toEqual([]);
});
