export type Attributes = Readonly<Record<string, unknown>>;

/** One span as the page shows it. */
export type Span = {
  readonly spanId: string;
  readonly parentId?: string;
  readonly service: string;
  readonly operation: string;
  /** `client`, `server`, `internal`, …; empty where the span does not say. */
  readonly kind: string;
  /** Since 1970. */
  readonly startTimeMs: number;
  readonly durationMs: number;
  /** What failed: a gRPC status name, an HTTP status code, an error type, or `ERROR`. */
  readonly error?: string;
  /** Where the span is a mesh proxy's: which way the request went through it. */
  readonly proxy?: "inbound" | "outbound" | "unknown";
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly events: readonly { readonly timeMs: number; readonly name: string; readonly attributes: Attributes }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
};
