/** A request of the visit and its answer. */
export type SentRequest = {
  /** `GET /api/list` */
  readonly request: string;
  readonly status: number;
  /** Web's own span, if the answer names it. */
  readonly webSpan: TraceResponse | undefined;
};

export type TraceResponse = { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean };

/** The visit that doctor made. */
export type SentVisit = {
  readonly traceId: string;
  readonly outcome: "ok" | "expected" | "error";
  /** Why it failed, in plain words; empty where it did not. */
  readonly reason: string;
  /** Of the last answer, if there was one. */
  readonly status: number | undefined;
  readonly requests: readonly SentRequest[];
  /** Whether doctor recorded it; the services follow its decision. */
  readonly isSampled: boolean;
};

/** Reads W3C's `traceresponse`, which has `traceparent`'s form; undefined when it is absent or not of that form. */
export function parseTraceResponse(header: string | undefined): TraceResponse | undefined {
  const [, traceId, spanId, flags] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(header ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
