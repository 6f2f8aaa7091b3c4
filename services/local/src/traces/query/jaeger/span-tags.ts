import { InstrumentationScope, type KeyValue } from "@emojivoto/proto/otlp/common";
import { Span_SpanKind, Status_StatusCode } from "@emojivoto/proto/otlp/trace";
import type { DecodedSpan } from "../../store/decode-span.ts";
import type { Origin } from "../../store/origin.ts";
import { memoize } from "./memoize.ts";
import { byKey, stringTag, type Tag, tagOf } from "./tag.ts";

const kindNames = new Map<number, string>(
  Object.entries(Span_SpanKind).flatMap(([name, number]) =>
    number === Span_SpanKind.UNSPECIFIED ? [] : [[number, name.toLowerCase()]],
  ),
);

/** Jaeger's word for a span kind; "" for none. */
export function kindName(kind: number): string {
  return kindNames.get(kind) ?? "";
}

/** A tag, and the JSON of it. */
type TagText = { readonly key: string; readonly json: string };

const textOf = (tag: Tag): TagText => ({ key: tag.key, json: JSON.stringify(tag) });

const kindTags = new Map(Array.from(kindNames, ([kind, name]) => [kind, textOf(stringTag("span.kind", name))]));
const okTag = textOf(stringTag("otel.status_code", "OK"));
const errorTags = [textOf({ key: "error", type: "bool", value: true }), textOf(stringTag("otel.status_code", "ERROR"))];

/**
 * Gives the tags of a span by key, as JSON: its attributes, and what Jaeger makes tags of: scope, kind, status and
 * trace state. Attributes that spans share are made into text once.
 */
export function createSpanTags(): (span: DecodedSpan, origin: Origin) => string {
  const attributeTag = memoize((attribute: KeyValue) => textOf(tagOf(attribute)));
  const scopeTags = memoize(({ scope }: Origin) => {
    const { name, version } = InstrumentationScope.decode(scope);
    const tags = [stringTag("otel.scope.name", name), stringTag("otel.scope.version", version)];
    return tags.filter(({ value }) => value !== "").map(textOf);
  });
  return ({ attributes, kind, status, traceState }, origin) => {
    const tags = attributes.map(attributeTag);
    tags.push(...scopeTags(origin));
    const kindTag = kindTags.get(kind);
    if (kindTag !== undefined) tags.push(kindTag);
    if (status?.code === Status_StatusCode.OK) tags.push(okTag);
    if (status?.code === Status_StatusCode.ERROR) tags.push(...errorTags);
    if (status !== undefined && status.message !== "") {
      tags.push(textOf(stringTag("otel.status_description", status.message)));
    }
    if (traceState !== "") tags.push(textOf(stringTag("w3c.tracestate", traceState)));
    return `[${byKey(tags)
      .map(({ json }) => json)
      .join(",")}]`;
  };
}
