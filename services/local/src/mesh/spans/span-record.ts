/** Where a proxy stands: beside which workload, and whether it receives requests for it or from it. */
export type ProxySide = { readonly workload: string; readonly direction: "inbound" | "outbound" };

/** A span of a proxy that has ended, before it becomes OTLP. */
export type SpanRecord = {
  readonly proxy: ProxySide;
  readonly kind: "SERVER" | "CLIENT";
  /** Ids in hex. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  /** Milliseconds since 1970, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  /** Shared by all spans of the request: name, value. */
  readonly request: readonly (readonly [string, string])[];
  readonly status: number;
};
