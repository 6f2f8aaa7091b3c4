import { findHeader, withHeader } from "../headers/raw-headers.ts";
import type { TraceFormat } from "./trace-format.ts";

/** Zipkin's headers, one a field. The span's alone is rewritten; B3's single header (`b3`) is not read. */
export const b3Multi: TraceFormat = {
  read: (headers) => {
    const traceId = findHeader(headers, "x-b3-traceid")?.trim() ?? "";
    const parentId = findHeader(headers, "x-b3-spanid")?.trim() ?? "";
    if (!/^(?:[\da-f]{16}){1,2}$/i.test(traceId) || !/^[\da-f]{16}$/i.test(parentId)) return undefined;
    return {
      traceId: traceId.toLowerCase().padStart(32, "0"),
      parentId: parentId.toLowerCase(),
      flags: findHeader(headers, "x-b3-sampled")?.trim() === "1" ? 1 : 0,
    };
  },
  write: (headers, { parentId }) => withHeader(headers, "x-b3-spanid", parentId),
};
