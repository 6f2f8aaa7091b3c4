import type { ClientRequest, IncomingMessage } from "node:http";
import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_NETWORK_PEER_ADDRESS,
  ATTR_NETWORK_PEER_PORT,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
  ATTR_USER_AGENT_ORIGINAL,
} from "@opentelemetry/semantic-conventions";
import type { Endpoint } from "./endpoint.ts";
import { userAgent } from "./user-agent.ts";

/** The CLIENT span of one request; none of it is recorded where the visit is not sampled. */
export type RequestSpan = {
  /** 16 hex digits; undefined where none of it is recorded. */
  readonly spanId: string | undefined;
  /** What carries the span's context to the other side. */
  readonly headers: Readonly<Record<string, string>>;
  connected(request: ClientRequest): void;
  answered(response: IncomingMessage): void;
  /** Once; `errorType` where no whole answer came. */
  end(errorType?: string): void;
};

/**
 * Begins the span below the active one. The client makes it itself, by the stable conventions for HTTP clients. Below
 * one that is not sampled there is none, and the headers carry that one's context, so that the other side leaves none.
 */
export function beginRequestSpan(method: string, { origin, host, port }: Endpoint, path: string): RequestSpan {
  const parent = trace.getActiveSpan();
  if (parent !== undefined && !parent.isRecording()) {
    return { headers: headersOf(parent, context.active()), ...notRecorded };
  }
  const attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: method,
    [ATTR_SERVER_ADDRESS]: host,
    [ATTR_SERVER_PORT]: port,
    [ATTR_URL_FULL]: origin + path,
    [ATTR_USER_AGENT_ORIGINAL]: userAgent,
  };
  const span = trace.getTracer("@emojivoto/vote-bot").startSpan(method, { kind: SpanKind.CLIENT, attributes });
  return { headers: headersOf(span, trace.setSpan(context.active(), span)), ...recorded(span) };
}

/** `x-request-id` is the trace id: a mesh's access log has no other way to name the trace. */
function headersOf(span: Span, ofSpan: Context): Record<string, string> {
  const headers: Record<string, string> = { "x-request-id": span.spanContext().traceId };
  propagation.inject(ofSpan, headers);
  return headers;
}

type Recording = Omit<RequestSpan, "headers">;

const notRecorded: Recording = {
  spanId: undefined,
  connected: () => {},
  answered: () => {},
  end: () => {},
};

function recorded(span: Span): Recording {
  return {
    spanId: span.spanContext().spanId,
    connected: ({ socket }) => {
      if (socket?.remoteAddress === undefined) return;
      span.setAttribute(ATTR_NETWORK_PEER_ADDRESS, socket.remoteAddress);
      span.setAttribute(ATTR_NETWORK_PEER_PORT, socket.remotePort ?? 0);
    },
    answered: ({ statusCode = 0, httpVersion }) => {
      span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, statusCode);
      span.setAttribute(ATTR_NETWORK_PROTOCOL_VERSION, httpVersion);
      if (statusCode >= 400) fail(span, String(statusCode));
    },
    end: (errorType) => {
      if (errorType !== undefined) fail(span, errorType);
      span.end();
    },
  };
}

function fail(span: Span, errorType: string): void {
  span.setAttribute(ATTR_ERROR_TYPE, errorType);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
