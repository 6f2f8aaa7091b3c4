import { Span, Status_StatusCode } from "@emojivoto/proto/otlp/trace";
import { isCalling } from "../signals/kind-of-span.ts";
import { maxNameLength, type Origin, type ProxySide } from "../store/origin.ts";
import type { SpanId } from "../store/span-table.ts";
import type { IncomingSpan } from "../store/trace.ts";
import { attributeText } from "./attribute-text.ts";
import { failureLabel } from "./failure-label.ts";

const noSpan: SpanId = { high: 0, low: 0 };

/** The service name of Linkerd's proxies, unless their installation gives them another. */
const proxyService = "linkerd-proxy";

/** In the order of preference. */
const storeNames = ["db.system.name", "db.system", "messaging.system"];

/** Reads an encoded span; text that says what is wrong when it has no usable ids. Throws where it is malformed. */
export function readSpan(origin: Origin, bytes: Uint8Array): IncomingSpan | string {
  const span = Span.decode(bytes);
  const { traceId, spanId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano, attributes, status } = span;
  if (!isId(traceId, 16)) return `expected a trace id of 16 bytes, not all 0, got ${describe(traceId)}`;
  if (!isId(spanId, 8)) return `expected a span id of 8 bytes, not all 0, got ${describe(spanId)}`;
  const isRoot = parentSpanId.length === 0;
  if (!isRoot && parentSpanId.length !== 8) {
    return `expected a parent span id of 8 bytes or none, got ${describe(parentSpanId)}`;
  }
  return {
    traceId: traceId.toString("hex"),
    id: idOf(spanId),
    parent: isRoot ? noSpan : idOf(parentSpanId),
    operation: origin.operationOf(name, kind, proxySideOf(origin, span)),
    startMs: Number(startTimeUnixNano) / 1e6,
    durationUs: Math.max(0, Number(endTimeUnixNano - startTimeUnixNano) / 1e3),
    failure: status?.code === Status_StatusCode.ERROR ? failureLabel(attributes) : undefined,
    calledStore: isCalling(kind) ? attributeText(attributes, storeNames)?.slice(0, maxNameLength) : undefined,
    bytes,
  };
}

function isId(bytes: Buffer, length: number): boolean {
  return bytes.length === length && bytes.some((byte) => byte !== 0);
}

function describe(id: Buffer): string {
  if (id.length === 0) return "none";
  return id.length > 32 ? `${id.length} bytes` : `\`${id.toString("hex")}\``;
}

function idOf(bytes: Buffer): SpanId {
  return { high: bytes.readUInt32BE(0), low: bytes.readUInt32BE(4) };
}

/** Linkerd's proxies give no scope and say on which side they stand. */
function proxySideOf(origin: Origin, { attributes }: Span): ProxySide | undefined {
  const isNamedProxy = origin.service === proxyService;
  if (origin.hasScopeName && !isNamedProxy) return;
  const direction = attributeText(attributes, ["direction"]);
  if (direction === "inbound" || direction === "outbound") return direction;
  return isNamedProxy ? "outbound" : undefined;
}
