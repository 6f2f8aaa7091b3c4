import { BinaryWriter } from "@bufbuild/protobuf/wire";
import { decodeOrRefuse } from "./payload-error.ts";
import type { Rejection, Signal } from "./signal.ts";

/** One of the two encodings of OTLP over HTTP; the answer has that of its request. */
export type Encoding = {
  readonly contentType: string;
  /** To an encoded export request; throws a PayloadError. */
  decode(signal: Signal, payload: Buffer): Buffer;
  response(signal: Signal, rejection: Rejection | undefined): Uint8Array | string;
  /** A google.rpc.Status. */
  status(code: number, message: string): Uint8Array | string;
};

const protobuf: Encoding = {
  contentType: "application/x-protobuf",
  decode: (_, payload) => payload,
  response: (signal, rejection) => signal.encodeResponse(rejection),
  status: (code, message) => new BinaryWriter().uint32(8).int32(code).uint32(18).string(message).finish(),
};

const json: Encoding = {
  contentType: "application/json",
  decode: (signal, payload) =>
    decodeOrRefuse("an export request in OTLP/JSON", () => signal.encodeRequest(JSON.parse(payload.toString()))),
  response: ({ rejectedName }, rejection) =>
    JSON.stringify(
      rejection && { partialSuccess: { [rejectedName]: String(rejection.count), errorMessage: rejection.message } },
    ) ?? "{}",
  status: (code, message) => JSON.stringify({ code, message }),
};

/** The encoding that a Content-Type names; undefined for one that OTLP does not know. */
export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return [protobuf, json].find((encoding) => encoding.contentType === type);
}
