import type { IncomingHttpHeaders } from "node:http";

/** What is asked of web. */
export type WebRequest<T = WebAnswer> = {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  /** The name that requests of the same kind share in the report; the path unless told. */
  readonly route?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Whether it may be sent again when a kept connection turns out to be closed. Unless told, as HTTP has it: by its
   * method, or its Idempotency-Key.
   */
  readonly isRepeatable?: boolean;
  /** Statuses of 400 and above that are no error here: they are counted as expected, and answered without `read`. */
  readonly expects?: readonly number[];
  /** Makes of the answer what the scenario needs; throws a VisitError, and the request is an error, where it can't. */
  readonly read?: (answer: WebAnswer) => T;
};

/** An answer, its body read. */
export type WebAnswer = {
  /** What was asked, for messages: `GET /api/list`. */
  readonly request: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
