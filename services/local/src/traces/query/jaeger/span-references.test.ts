import { Span } from "@emojivoto/proto/otlp/trace";
import { expect, test } from "vitest";
import { spanReferences } from "./span-references.ts";

const traceID = "a".repeat(32);
const bytes = (hex: string) => Buffer.from(hex, "hex");

const link = (traceId: string, spanId: string, refType?: string) => ({
  traceId: bytes(traceId),
  spanId: bytes(spanId),
  attributes: refType === undefined ? [] : [{ key: "opentracing.ref_type", value: { stringValue: refType } }],
});

test("the parent comes first, links follow, and a link to the parent gives that its type", () => {
  const other = "b".repeat(32);
  const span = Span.fromPartial({
    parentSpanId: bytes("01".repeat(8)),
    links: [link(other, "02".repeat(8)), link(traceID, "01".repeat(8)), link("00".repeat(16), "03".repeat(8))],
  });
  expect(spanReferences(span, traceID)).toEqual([
    { refType: "FOLLOWS_FROM", traceID, spanID: "01".repeat(8) },
    { refType: "FOLLOWS_FROM", traceID: other, spanID: "02".repeat(8) },
  ]);
});

test("a link may say that it is a parent, and ids of 64 bits lose their leading zeros", () => {
  const span = Span.fromPartial({ links: [link(`${"0".repeat(16)}${"c".repeat(16)}`, "04".repeat(8), "child_of")] });
  expect(spanReferences(span, traceID)).toEqual([
    { refType: "CHILD_OF", traceID: "c".repeat(16), spanID: "04".repeat(8) },
  ]);
});

test("where the parent is only followed, a link that says it is a parent comes before it", () => {
  const span = Span.fromPartial({
    parentSpanId: bytes("01".repeat(8)),
    links: [
      link("b".repeat(32), "02".repeat(8)),
      link(traceID, "01".repeat(8)),
      link(traceID, "03".repeat(8), "child_of"),
    ],
  });
  const spanIds = spanReferences(span, traceID).map(({ spanID }) => spanID.slice(0, 2));
  expect(spanIds).toEqual(["03", "02", "01"]);
});
