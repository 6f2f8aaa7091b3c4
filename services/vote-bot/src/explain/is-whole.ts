import { ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_RPC_SYSTEM_NAME } from "@opentelemetry/semantic-conventions";
import { orphansOf, type TraceTree } from "../doctor/evidence/trace-tree.ts";
import type { TraceSpan } from "../jaeger/trace-span.ts";

/** Whether the trace has every span that its others name as a parent, and one below every call that was answered. */
export function isWhole(tree: TraceTree): boolean {
  const answered = tree.spans.filter(isAnsweredCall);
  return orphansOf(tree).length === 0 && answered.every((call) => tree.children(call).length > 0);
}

/** A gRPC call that failed may have reached nobody. */
function isAnsweredCall({ kind, isError, attributes }: TraceSpan): boolean {
  const isHttp = ATTR_HTTP_RESPONSE_STATUS_CODE in attributes;
  const isRpc = ATTR_RPC_SYSTEM_NAME in attributes && !isError;
  return kind === "CLIENT" && (isHttp || isRpc);
}
