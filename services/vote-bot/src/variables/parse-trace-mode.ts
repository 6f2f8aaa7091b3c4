/** Which visits are traced: the share of them, from 0 to 1. */
export type TraceMode = { readonly name: string; readonly share: number };

/** Reads `always`, `off` or `ratio:0.1`; undefined for anything else. */
export function parseTraceMode(text: string): TraceMode | undefined {
  if (text === "always") return { name: text, share: 1 };
  if (text === "off") return { name: text, share: 0 };
  const [, ratio] = /^ratio:(\d*\.?\d+)$/.exec(text) ?? [];
  const share = Number(ratio);
  return share >= 0 && share <= 1 ? { name: text, share } : undefined;
}

/**
 * The sampler of that mode. One that is off still sends a trace id with the request, as an unsampled one: services
 * then leave no span either, where without any they would begin traces of their own.
 */
export function samplerVariables({ share }: TraceMode): Record<string, string> {
  if (share === 1) return { OTEL_TRACES_SAMPLER: "parentbased_always_on" };
  if (share === 0) return { OTEL_TRACES_SAMPLER: "parentbased_always_off" };
  return { OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: String(share) };
}
