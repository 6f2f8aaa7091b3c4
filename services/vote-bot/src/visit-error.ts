/** A visit that failed; the message says why in plain words and carries nothing that was sent. */
export class VisitError extends Error {
  /** Whether web, or a proxy before it, took the connection. */
  readonly isConnected: boolean;
  /** The status of the answer that ended the visit, if there was one. */
  readonly status: number | undefined;

  constructor(reason: string, { isConnected = true, status, cause }: VisitErrorOptions = {}) {
    super(reason, { cause });
    this.name = "VisitError";
    this.isConnected = isConnected;
    this.status = status;
  }
}

type VisitErrorOptions = { isConnected?: boolean; status?: number; cause?: unknown };
