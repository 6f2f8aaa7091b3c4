import type { Metadata } from "@grpc/grpc-js";

/**
 * How often a call was sent before the attempt that this metadata answers. grpc-js says so once: in the headers, or in
 * the trailers of a call that got none. Of a call that its deadline or its caller cut off before, it says nothing.
 */
export function previousAttempts(metadata: Metadata): number {
  return Number(metadata.get("grpc-previous-rpc-attempts")[0] ?? 0);
}
