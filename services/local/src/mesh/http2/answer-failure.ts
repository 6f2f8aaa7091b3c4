import type { ServerHttp2Stream } from "node:http2";
import { type Failure, failureHeader } from "../failure.ts";

/** gRPC's UNAVAILABLE: its clients may send the call again. */
const unavailable = "14";

/** Answers for an upstream that did not; a gRPC call gets its status as gRPC has it. Returns the HTTP status. */
export function answerFailure(stream: ServerHttp2Stream, failure: Failure, contentType: string | undefined): number {
  const { status, reason } = failure;
  const isGrpc = contentType?.startsWith("application/grpc") ?? false;
  const headers = isGrpc
    ? { ":status": 200, "content-type": "application/grpc", "grpc-status": unavailable, "grpc-message": reason }
    : { ":status": status };
  stream.respond({ ...headers, [failureHeader]: reason }, { endStream: true });
  // The rest of the body has no reader.
  stream.resume();
  return headers[":status"];
}
