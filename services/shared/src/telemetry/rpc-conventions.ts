import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { SpanProcessor } from "@opentelemetry/sdk-trace";
import { ATTR_RPC_METHOD, ATTR_RPC_STATUS_CODE, ATTR_RPC_SYSTEM_NAME } from "@opentelemetry/semantic-conventions";
import { isServerFault, statusNameOf } from "../errors/status.ts";

type EndingSpan = Parameters<NonNullable<SpanProcessor["onEnding"]>>[0];

/** The names that instrumentation-grpc still uses, from before the conventions were stable. */
const old = {
  namePrefix: "grpc.",
  system: "rpc.system",
  service: "rpc.service",
  method: "rpc.method",
  statusCode: "rpc.grpc.status_code",
  errorName: "grpc.error_name",
  errorMessage: "grpc.error_message",
};

/**
 * A span processor that gives instrumentation-grpc's spans the stable names of the RPC conventions (semconv
 * 1.45) just before they end, and leaves a server span's status unset when the fault was the caller's.
 */
export function createRpcConventions(): SpanProcessor {
  return {
    onStart: () => {},
    onEnding: (span) => {
      if (span.attributes[old.system] === "grpc") correct(span);
    },
    onEnd: () => {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

function correct(span: EndingSpan): void {
  const attributes = span.attributes;
  const code = attributes[old.statusCode];
  const status = typeof code === "number" ? statusNameOf(code) : undefined;
  const method = `${String(attributes[old.service])}/${String(attributes[old.method])}`;
  for (const name of [old.system, old.service, old.statusCode, old.errorName, old.errorMessage])
    delete attributes[name];
  attributes[ATTR_RPC_SYSTEM_NAME] = "grpc";
  attributes[ATTR_RPC_METHOD] = method;
  if (status !== undefined) attributes[ATTR_RPC_STATUS_CODE] = status;
  if (span.name.startsWith(old.namePrefix)) span.updateName(span.name.slice(old.namePrefix.length));
  if (span.kind === SpanKind.SERVER && status !== undefined && !isServerFault(status)) {
    // setStatus() refuses the way back from ERROR to UNSET.
    (span as { status: EndingSpan["status"] }).status = { code: SpanStatusCode.UNSET };
  }
}
