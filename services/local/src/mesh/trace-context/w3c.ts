import { findHeader, withHeader } from "../headers/raw-headers.ts";
import type { TraceFormat } from "./trace-format.ts";

const header = "traceparent";
const version00 = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/i;
const zeros = /^0+$/;

/** W3C `traceparent`; version 00 only, as the proxies have it. `tracestate` and `baggage` are not looked at. */
export const w3c: TraceFormat = {
  read: (headers) => {
    const [, traceId = "", parentId = "", flags = ""] = version00.exec(findHeader(headers, header)?.trim() ?? "") ?? [];
    if (zeros.test(traceId) || zeros.test(parentId) || flags === "") return undefined;
    return { traceId: traceId.toLowerCase(), parentId: parentId.toLowerCase(), flags: Number.parseInt(flags, 16) };
  },
  write: (headers, { traceId, parentId, flags }) =>
    withHeader(headers, header, `00-${traceId}-${parentId}-${flags.toString(16).padStart(2, "0")}`),
};
