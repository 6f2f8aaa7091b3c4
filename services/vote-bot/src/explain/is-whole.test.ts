import { expect, test } from "vitest";
import { createTraceTree } from "../doctor/evidence/trace-tree.ts";
import { changed, span, without } from "../doctor/testing/hand-made.ts";
import { isWhole } from "./is-whole.ts";

const rpc = { "rpc.system.name": "grpc" };
const spans = changed({ call: { attributes: rpc }, emoji: { attributes: rpc } });
const missing = (...ids: string[]) => createTraceTree(spans.filter(({ spanId }) => !ids.includes(spanId)));

test("a trace with everything in it is whole", () => {
  expect(isWhole(createTraceTree(spans))).toBe(true);
});

test.each([
  ["a parent in the middle", ["web"]],
  ["the visit", ["visit"]],
  ["who answered a gRPC call", ["emoji"]],
  ["who answered over HTTP", ["web", "call", "emoji"]],
])("a trace without %s is not", (_, ids) => {
  expect(isWhole(missing(...ids))).toBe(false);
});

test("nobody is missed below a call that failed, or a query of a store", () => {
  const unanswered = { service: "web", name: "call", kind: "CLIENT" as const, parentSpanId: "web" };
  const failed = span({ ...unanswered, spanId: "failed", isError: true, attributes: rpc });
  const query = span({ ...unanswered, spanId: "query", attributes: { "db.system.name": "sqlite" } });
  expect(isWhole(createTraceTree([...without("call", "emoji"), failed, query]))).toBe(true);
});
