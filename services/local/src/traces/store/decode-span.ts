import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { Span, Span_Event, Span_Link, Status } from "@emojivoto/proto/otlp/trace";
import type { AttributeReader } from "./shared-attributes.ts";

/** What is read of a span: flags, the trace's id and the counts of what was dropped are shown nowhere. */
export type DecodedSpan = Omit<
  Span,
  "traceId" | "flags" | "droppedAttributesCount" | "droppedEventsCount" | "droppedLinksCount"
>;

const { Varint, Bit64, LengthDelimited, EndGroup } = WireType;

/** A field's tag in the wire format. */
const tag = {
  spanId: (2 << 3) | LengthDelimited,
  traceState: (3 << 3) | LengthDelimited,
  parentSpanId: (4 << 3) | LengthDelimited,
  name: (5 << 3) | LengthDelimited,
  kind: (6 << 3) | Varint,
  startTimeUnixNano: (7 << 3) | Bit64,
  endTimeUnixNano: (8 << 3) | Bit64,
  attributes: (9 << 3) | LengthDelimited,
  events: (11 << 3) | LengthDelimited,
  links: (13 << 3) | LengthDelimited,
  status: (15 << 3) | LengthDelimited,
};

const noBytes = Buffer.alloc(0);

/** Decodes a span that the generated `Span.decode` has taken; that one is slow, for it decodes every attribute anew. */
export function decodeSpan(bytes: Uint8Array, readAttribute: AttributeReader): DecodedSpan {
  try {
    return readSpan(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), readAttribute);
  } catch {
    // A field that reaches beyond its message's end, which the generated one lets pass.
    return Span.decode(bytes);
  }
}

function readSpan(bytes: Buffer, readAttribute: AttributeReader): DecodedSpan {
  const reader = new BinaryReader(bytes);
  const span: DecodedSpan = {
    spanId: noBytes,
    traceState: "",
    parentSpanId: noBytes,
    name: "",
    kind: 0,
    startTimeUnixNano: 0n,
    endTimeUnixNano: 0n,
    attributes: [],
    events: [],
    links: [],
    status: undefined,
  };
  while (reader.pos < reader.len) {
    const next = reader.uint32();
    // The generated decoders end here too.
    if (next === 0 || (next & 7) === EndGroup) break;
    if (next === tag.attributes) {
      const length = reader.uint32();
      span.attributes.push(readAttribute(bytes, reader.pos, reader.pos + length));
      reader.pos += length;
    } else readField(span, next, bytes, reader);
  }
  return span;
}

function readField(span: DecodedSpan, next: number, bytes: Buffer, reader: BinaryReader): void {
  switch (next) {
    case tag.spanId:
      span.spanId = readId(bytes, reader);
      break;
    case tag.traceState:
      span.traceState = reader.string();
      break;
    case tag.parentSpanId:
      span.parentSpanId = readId(bytes, reader);
      break;
    case tag.name:
      span.name = reader.string();
      break;
    case tag.kind:
      span.kind = reader.int32() as Span["kind"];
      break;
    case tag.startTimeUnixNano:
      span.startTimeUnixNano = BigInt(reader.fixed64());
      break;
    case tag.endTimeUnixNano:
      span.endTimeUnixNano = BigInt(reader.fixed64());
      break;
    case tag.events:
      span.events.push(Span_Event.decode(reader, reader.uint32()));
      break;
    case tag.links:
      span.links.push(Span_Link.decode(reader, reader.uint32()));
      break;
    case tag.status:
      span.status = Status.decode(reader, reader.uint32());
      break;
    default:
      reader.skip(next & 7);
  }
}

/** Shares the span's memory. */
function readId(bytes: Buffer, reader: BinaryReader): Buffer {
  const length = reader.uint32();
  reader.pos += length;
  return bytes.subarray(reader.pos - length, reader.pos);
}
