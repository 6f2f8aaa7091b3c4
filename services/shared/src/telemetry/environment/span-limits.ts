import type { SpanLimits } from "@opentelemetry/sdk-trace";

type Environment = Record<string, string | undefined>;

const variables = {
  attributeCountLimit: ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "OTEL_ATTRIBUTE_COUNT_LIMIT"],
  attributeValueLengthLimit: ["OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"],
  eventCountLimit: ["OTEL_SPAN_EVENT_COUNT_LIMIT"],
  linkCountLimit: ["OTEL_SPAN_LINK_COUNT_LIMIT"],
  attributePerEventCountLimit: ["OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT"],
  attributePerLinkCountLimit: ["OTEL_LINK_ATTRIBUTE_COUNT_LIMIT"],
} as const satisfies Record<keyof SpanLimits, readonly string[]>;

/** The standard variables that bound a span; the first one set counts. */
export function spanLimits(env: Environment): SpanLimits {
  const entries = Object.entries(variables).flatMap(([limit, names]) => {
    const text = names.map((name) => env[name]).find(Boolean);
    return Number(text) >= 0 && text ? [[limit, Number(text)]] : [];
  });
  return Object.fromEntries(entries) as SpanLimits;
}
