/** What is asked of web. */
export type WebRequest = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Aborts with a reason whose message says why, as a VisitError then does. */
  readonly signal: AbortSignal;
};

/** An answer of any status, its body read. */
export type WebAnswer = {
  /** What was asked, for messages: `GET /api/list`. */
  readonly request: string;
  readonly status: number;
  readonly body: string;
  /** Web's own span and whether it is sampled, in `traceparent`'s form. */
  readonly traceresponse: string | undefined;
};
