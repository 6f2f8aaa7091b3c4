/** What was not taken of a payload that was otherwise fine. */
export type Rejection = { readonly count: number; readonly message: string };

/** One of OTLP's signals, whatever the protocol it comes by. */
export type Signal = {
  /** Its gRPC method: `/package.Service/Export`. */
  readonly grpcPath: string;
  readonly httpPath: string;
  /** OTLP/JSON's name for the number of rejected items. */
  readonly rejectedName: "rejectedSpans" | "rejectedLogRecords";
  /** Takes an encoded export request, all of it or nothing when it is malformed: then it throws a PayloadError. */
  receive(payload: Buffer): Rejection | undefined;
  /** Encodes an export request that came as JSON; throws where it is none. */
  encodeRequest(json: unknown): Buffer;
  encodeResponse(rejection: Rejection | undefined): Uint8Array;
};
