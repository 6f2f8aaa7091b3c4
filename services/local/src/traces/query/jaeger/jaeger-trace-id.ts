/** A trace id in 32 hex digits as Jaeger has it: without the upper half when that is all zeros. */
export function jaegerTraceId(traceId: string): string {
  return traceId.startsWith("0000000000000000") ? traceId.slice(16) : traceId;
}
