import { parseJson } from "@emojivoto/shared/json/parse-json.ts";
import type { z } from "zod";
import { connectionFault } from "../web/connection-fault.ts";
import { describeStatus } from "../web/describe-status.ts";
import { servicesAnswer, tracesAnswer } from "./jaeger-answer.ts";
import { JaegerError } from "./jaeger-error.ts";
import { toTraceSpans } from "./to-trace-spans.ts";
import type { TraceSpan } from "./trace-span.ts";

export type TraceQuery = {
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Most traces in the answer. */
  readonly limit: number;
};

/** Jaeger's query JSON, of a real Jaeger or of the local trace store. Every call throws a JaegerError when it fails. */
export type JaegerClient = {
  /** Without a closing slash. */
  readonly url: string;
  /** The services that it has spans of. */
  services(): Promise<string[]>;
  /** The spans that have come so far; none for a trace that it does not know. */
  trace(traceId: string): Promise<TraceSpan[]>;
  /** The traces in which the service has a span that started in the time, each as its spans. */
  traces(query: TraceQuery): Promise<TraceSpan[][]>;
};

const timeoutMs = 5_000;

/** `url` is the query API's, with its base path if it has one; `signal` ends all calls. */
export function createJaegerClient(url: URL, signal?: AbortSignal): JaegerClient {
  const base = url.href.replace(/\/$/, "");
  const get = <S extends z.ZodType>(path: string, schema: S) => getJson(`${base}${path}`, schema, signal);
  return {
    url: base,
    services: async () => (await get("/api/services", servicesAnswer))?.data ?? [],
    trace: async (traceId) => {
      // Raw: without it some versions move the spans of a clock that is off, which hides that it is.
      const answer = await get(`/api/traces/${traceId}?raw=true`, tracesAnswer);
      return (answer?.data ?? []).flatMap(toTraceSpans);
    },
    traces: async ({ service, fromMs, toMs, limit }) => {
      const query = new URLSearchParams({
        service,
        start: String(Math.floor(fromMs * 1_000)),
        end: String(Math.ceil(toMs * 1_000)),
        limit: String(limit),
        raw: "true",
      });
      const answer = await get(`/api/traces?${query.toString()}`, tracesAnswer);
      return (answer?.data ?? []).map(toTraceSpans);
    },
  };
}

/** The answer, or undefined for a 404 in Jaeger's form. */
async function getJson<S extends z.ZodType>(
  url: string,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S> | undefined> {
  const { status, text } = await fetchText(url, signal);
  const body = parseJson(text);
  if (status === 404 && Array.isArray((body as { errors?: unknown } | undefined)?.errors)) return undefined;
  if (status !== 200) throw new JaegerError(`${url} answered ${describeStatus(status)}, not with Jaeger's query JSON`);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new JaegerError(
    `${url} is not Jaeger: expected its query JSON, got ${body === undefined ? "no" : "other"} JSON`,
  );
}

async function fetchText(url: string, signal?: AbortSignal): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json" },
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new JaegerError(`cannot reach Jaeger at ${url}: ${reasonOf(error as Error)}`, { cause: error });
  }
}

/** What fetch throws has the reason in its cause; a port that it refuses to use has no code there. */
function reasonOf(error: Error): string {
  if (error.name === "TimeoutError") return `no answer within ${timeoutMs / 1_000} s`;
  const cause = (error.cause ?? error) as NodeJS.ErrnoException;
  return cause.code === undefined ? cause.message : connectionFault(cause).words;
}
