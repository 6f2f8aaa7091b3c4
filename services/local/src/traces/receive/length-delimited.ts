import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/**
 * The length-delimited fields `wanted` of a protobuf message, as slices that share its memory; throws where it is
 * malformed.
 */
export function* lengthDelimited(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [fieldNumber, wireType] = reader.tag();
    if (fieldNumber === wanted && wireType === WireType.LengthDelimited) yield reader.bytes();
    else reader.skip(wireType, fieldNumber);
  }
}
