import { type Attributes, type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_RPC_METHOD,
  ATTR_RPC_STATUS_CODE,
  ATTR_RPC_SYSTEM_NAME,
  RPC_SYSTEM_NAME_VALUE_GRPC,
} from "@opentelemetry/semantic-conventions";
import { isServerFault, type StatusName } from "../../errors/status.ts";

/** What a gRPC span has from its start by the RPC conventions (semconv 1.45); `method` is `package.Service/Method`. */
export function rpcAttributes(method: string): Attributes {
  return { [ATTR_RPC_SYSTEM_NAME]: RPC_SYSTEM_NAME_VALUE_GRPC, [ATTR_RPC_METHOD]: method };
}

/**
 * Ends a gRPC span as its call ended. For the caller anything but OK is an error; a server span's status stays
 * unset when the fault was the caller's.
 */
export function endRpcSpan(span: Span, kind: SpanKind.CLIENT | SpanKind.SERVER, status: StatusName): void {
  span.setAttribute(ATTR_RPC_STATUS_CODE, status);
  const isError = kind === SpanKind.SERVER ? isServerFault(status) : status !== "OK";
  if (isError) span.setAttribute(ATTR_ERROR_TYPE, status).setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
