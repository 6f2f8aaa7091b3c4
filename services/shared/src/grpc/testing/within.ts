import type { CallOptions } from "../client/create-grpc-client.ts";

/** The options of a test's call, which gives up after `timeoutMs`. */
export function within(timeoutMs: number, signal: CallOptions["signal"] = new AbortController().signal): CallOptions {
  return { deadline: new Date(Date.now() + timeoutMs), signal };
}
