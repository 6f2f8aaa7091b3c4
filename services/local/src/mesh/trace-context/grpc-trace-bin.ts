import { findHeader, withHeader } from "../headers/raw-headers.ts";
import type { TraceFormat } from "./trace-format.ts";

const header = "grpc-trace-bin";

/** Fields by number, each at most once; their lengths are fixed. */
const fieldBytes = [16, 8, 1];

/**
 * OpenCensus's binary form: a version byte 0, then fields of a number and a value: trace id (0), span id (1),
 * flags (2). https://github.com/census-instrumentation/opencensus-specs/blob/master/encodings/BinaryEncoding.md
 */
export const grpcTraceBin: TraceFormat = {
  read: (headers) => {
    const value = findHeader(headers, header);
    const [traceId, parentId, flags] = value === undefined ? [] : readFields(Buffer.from(value, "base64"));
    if (traceId === undefined || parentId === undefined) return undefined;
    return { traceId: traceId.toString("hex"), parentId: parentId.toString("hex"), flags: flags?.[0] ?? 0 };
  },
  write: (headers, { traceId, parentId, flags }) => {
    const bytes = Buffer.from(`0000${traceId}01${parentId}02${flags.toString(16).padStart(2, "0")}`, "hex");
    return withHeader(headers, header, bytes.toString("base64"));
  },
};

function readFields(bytes: Buffer): (Buffer | undefined)[] {
  const fields: (Buffer | undefined)[] = [];
  if (bytes[0] !== 0) return [];
  for (let at = 1; at < bytes.length;) {
    const number = bytes[at]!;
    const end = at + 1 + (fieldBytes[number] ?? Infinity);
    if (end > bytes.length) return [];
    fields[number] = bytes.subarray(at + 1, end);
    at = end;
  }
  return fields;
}
