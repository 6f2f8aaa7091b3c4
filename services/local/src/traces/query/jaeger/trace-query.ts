import { durationParameter, integerParameter, textParameter, traceIdOf } from "../parameters.ts";
import { QueryError } from "../query-error.ts";

/** What `GET /api/traces` is asked for; some one span must have all of it. */
export type TraceQuery = {
  readonly service: string;
  readonly operation: string | undefined;
  /** Since 1970, of the span's start. */
  readonly startUs: number;
  readonly endUs: number;
  readonly minDurationMs: number;
  readonly maxDurationMs: number;
  readonly tags: ReadonlyMap<string, string>;
};

export const defaultLimit = 100;
const maxLimit = 100_000;
const defaultLookbackMs = 48 * 3_600_000;

/** Trace ids and a limit, or what to search for; throws a QueryError in Jaeger's words. */
export function readTraceQuery(
  query: URLSearchParams,
  nowMs: number,
): { readonly limit: number; readonly traceIds: readonly string[]; readonly search: TraceQuery | undefined } {
  const traceIds = query.getAll("traceID").map(traceIdOf);
  const limit = integerParameter(query, "limit", 1, maxLimit) ?? defaultLimit;
  const search = {
    service: textParameter(query, "service") ?? "",
    operation: textParameter(query, "operation"),
    startUs: integerParameter(query, "start", 0, Number.MAX_SAFE_INTEGER) ?? (nowMs - defaultLookbackMs) * 1_000,
    endUs: integerParameter(query, "end", 0, Number.MAX_SAFE_INTEGER) ?? nowMs * 1_000,
    minDurationMs: durationParameter(query, "minDuration") ?? 0,
    maxDurationMs: durationParameter(query, "maxDuration") ?? Infinity,
    tags: readTags(query),
  };
  if (traceIds.length > 0) return { limit, traceIds, search: undefined };
  if (search.service === "") throw new QueryError(400, "parameter 'service' is required");
  if (search.maxDurationMs > 0 && search.maxDurationMs < search.minDurationMs) {
    throw new QueryError(400, "'maxDuration' should be greater than 'minDuration'");
  }
  return { limit, traceIds, search };
}

function readTags(query: URLSearchParams): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of query.getAll("tag")) {
    const [, key, value] = /^([^:]*):(.*)$/s.exec(tag) ?? [];
    if (key === undefined || value === undefined) {
      throw new QueryError(400, `malformed 'tag' parameter, expecting key:value, received: ${tag}`);
    }
    tags.set(key, value);
  }
  for (const text of query.getAll("tags"))
    for (const [key, value] of Object.entries(parseTags(text))) tags.set(key, value);
  return tags;
}

function parseTags(text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    if (isStringMap(value)) return value;
  } catch {
    // Not JSON: told below.
  }
  throw new QueryError(400, `malformed 'tags' parameter, expected a JSON object of strings, got \`${text}\``);
}

function isStringMap(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === "string")
  );
}
