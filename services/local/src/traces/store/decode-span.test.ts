import { Span } from "@emojivoto/proto/otlp/trace";
import { expect, test } from "vitest";
import { decodeSpan } from "./decode-span.ts";
import { createSharedAttributes } from "./shared-attributes.ts";

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

const whole = {
  traceId: Buffer.alloc(16, 1),
  spanId: Buffer.alloc(8, 2),
  traceState: "a=b",
  parentSpanId: Buffer.alloc(8, 3),
  flags: 257,
  name: "vote 🍩",
  kind: 2,
  startTimeUnixNano: 1_700_000_000_123_456_789n,
  endTimeUnixNano: 2n ** 64n - 1n,
  attributes: [
    text("a", "é"),
    { key: "n", value: { intValue: -(2n ** 63n) } },
    { key: "list", value: { arrayValue: { values: [{ doubleValue: 0.5 }, { boolValue: false }] } } },
    { key: "none" },
  ],
  droppedAttributesCount: 1,
  events: [{ timeUnixNano: 5n, name: "e", attributes: [text("b", "c")], droppedAttributesCount: 2 }],
  links: [{ traceId: Buffer.alloc(16, 4), spanId: Buffer.alloc(8, 5), attributes: [text("d", "")], flags: 1 }],
  status: { code: 2, message: "no" },
} as const;

const encode = (span: object) => Span.encode(Span.fromPartial(span)).finish();

test.each([whole, {}, { attributes: whole.attributes }])("a span is what the generated decoder gives", (fields) => {
  const bytes = encode(fields);
  expect(Span.decode(bytes)).toMatchObject(decodeSpan(bytes, createSharedAttributes()));
});

test("an attribute that spans repeat is decoded once, and others of its length are not taken for it", () => {
  const readAttribute = createSharedAttributes();
  const attributesOf = (...attributes: object[]) => decodeSpan(encode({ attributes }), readAttribute).attributes;
  const [first] = attributesOf(text("key", "one"));
  const many = Array.from({ length: 5_000 }, (_, index) => text("key", String(1_000 + index)));
  expect(attributesOf(text("key", "one"))[0]).toBe(first);
  expect(attributesOf(...many)).toMatchObject(many);
  expect(attributesOf(...many)).toMatchObject(many);
});

test("a field that reaches beyond its message is read as the generated decoder reads it", () => {
  // An attribute of 4 bytes whose key says that it has 9, then the span's name.
  const bytes = Buffer.from([0x4a, 4, 0x0a, 9, 0x61, 0x62, 0x2a, 5, ...Buffer.from("hello")]);
  expect(Span.decode(bytes)).toMatchObject(decodeSpan(bytes, createSharedAttributes()));
});
