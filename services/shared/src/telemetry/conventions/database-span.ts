import { type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_SYSTEM_NAME,
  ATTR_ERROR_TYPE,
} from "@opentelemetry/semantic-conventions";
import { toAppError } from "../../errors/errors.ts";
import { isServerFault } from "../../errors/status.ts";

export type DatabaseCall = {
  /** Who calls: the tracer's name. */
  readonly caller: string;
  /** `sqlite`, … */
  readonly system: string;
  /** `INSERT`, … */
  readonly operation: string;
  /** The table. */
  readonly collection: string;
};

/**
 * Runs `work` in a span of the database conventions (semconv 1.45), named like `INSERT ballots`. CLIENT is their kind
 * of a call in whichever process the database runs. A failure that is the caller's fault leaves the span as it is.
 */
export async function inDatabaseSpan<T>(call: DatabaseCall, work: (span: Span) => Promise<T>): Promise<T> {
  const { caller, system, operation, collection } = call;
  const summary = `${operation} ${collection}`;
  const attributes = {
    [ATTR_DB_SYSTEM_NAME]: system,
    [ATTR_DB_OPERATION_NAME]: operation,
    [ATTR_DB_COLLECTION_NAME]: collection,
    [ATTR_DB_QUERY_SUMMARY]: summary,
  };
  const span = trace.getTracer(caller).startSpan(summary, { kind: SpanKind.CLIENT, attributes });
  try {
    return await work(span);
  } catch (error) {
    const { entry, message } = toAppError(error);
    if (isServerFault(entry.status)) {
      span.setAttribute(ATTR_ERROR_TYPE, entry.code).setStatus({ code: SpanStatusCode.ERROR, message });
    }
    throw error;
  } finally {
    span.end();
  }
}
