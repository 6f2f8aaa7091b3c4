import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { MethodDefinition as GrpcMethodDefinition } from "@grpc/grpc-js";

/** A message type of ts-proto's. */
export type MessageType<T> = {
  encode(message: T): { finish(): Uint8Array };
  decode(input: BinaryReader | Uint8Array): T;
};

// oxlint-disable-next-line no-explicit-any -- any message: the type parameter is inferred per method
type AnyMessage = any;

export type MethodDefinition = {
  readonly name: string;
  readonly requestType: MessageType<AnyMessage>;
  readonly requestStream: boolean;
  readonly responseType: MessageType<AnyMessage>;
  readonly responseStream: boolean;
};

/** A service as ts-proto's `generic-definitions` describe it. */
export type ServiceDefinition = {
  readonly fullName: string;
  readonly methods: { readonly [name: string]: MethodDefinition };
};

export type RequestOf<M extends MethodDefinition> = ReturnType<M["requestType"]["decode"]>;
export type ResponseOf<M extends MethodDefinition> = ReturnType<M["responseType"]["decode"]>;

/** What a request's bytes become when they are not a message: the adapter answers INVALID_ARGUMENT. */
export class MalformedMessage {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** The path, serializers and deserializers that grpc-js wants for a method. */
export function toGrpcMethod<M extends MethodDefinition>(
  service: ServiceDefinition,
  method: M,
): GrpcMethodDefinition<RequestOf<M> | MalformedMessage, ResponseOf<M>> {
  return {
    path: `/${service.fullName}/${method.name}`,
    originalName: method.name,
    requestStream: method.requestStream,
    responseStream: method.responseStream,
    requestSerialize: (message) => Buffer.from(method.requestType.encode(message).finish()),
    requestDeserialize: (bytes) => decodeOrMalformed(method.requestType, bytes),
    responseSerialize: (message) => Buffer.from(method.responseType.encode(message).finish()),
    responseDeserialize: (bytes) => method.responseType.decode(bytes),
  };
}

/** grpc-js answers INTERNAL, in its own words, when a deserializer throws: a caller's fault must not say so. */
function decodeOrMalformed<T>(type: MessageType<T>, bytes: Buffer): T | MalformedMessage {
  try {
    return type.decode(strictReader(bytes));
  } catch (error) {
    return new MalformedMessage(error);
  }
}

/** proto3 strings are UTF-8: by default the reader turns other bytes into U+FFFD, which makes different ids equal. */
function strictReader(bytes: Uint8Array): BinaryReader {
  const reader = new BinaryReader(bytes);
  const read = reader.string.bind(reader);
  reader.string = () => read(true);
  return reader;
}
