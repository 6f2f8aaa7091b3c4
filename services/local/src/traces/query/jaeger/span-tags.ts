import type { InstrumentationScope } from "@emojivoto/proto/otlp/common";
import { type Span, Span_SpanKind, Status_StatusCode } from "@emojivoto/proto/otlp/trace";
import { sortTags, stringTag, type Tag, tagOf } from "./tag.ts";

const kindNames = new Map<number, string>(
  Object.entries(Span_SpanKind).flatMap(([name, number]) =>
    number === Span_SpanKind.UNSPECIFIED ? [] : [[number, name.toLowerCase()]],
  ),
);

/** Jaeger's word for a span kind; "" for none. */
export function kindName(kind: number): string {
  return kindNames.get(kind) ?? "";
}

/** A span's attributes, and what Jaeger makes tags of: scope, kind, status and trace state. */
export function spanTags(span: Span, { name, version }: InstrumentationScope): Tag[] {
  const tags = span.attributes.map(tagOf);
  const kind = kindName(span.kind);
  if (name !== "") tags.push(stringTag("otel.scope.name", name));
  if (version !== "") tags.push(stringTag("otel.scope.version", version));
  if (kind !== "") tags.push(stringTag("span.kind", kind));
  if (span.status?.code === Status_StatusCode.OK) tags.push(stringTag("otel.status_code", "OK"));
  if (span.status?.code === Status_StatusCode.ERROR) {
    tags.push(stringTag("otel.status_code", "ERROR"), { key: "error", type: "bool", value: true });
  }
  if (span.status !== undefined && span.status.message !== "") {
    tags.push(stringTag("otel.status_description", span.status.message));
  }
  if (span.traceState !== "") tags.push(stringTag("w3c.tracestate", span.traceState));
  return sortTags(tags);
}
