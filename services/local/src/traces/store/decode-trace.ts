import { LogRecord } from "@emojivoto/proto/otlp/logs";
import { lengthDelimited } from "../receive/length-delimited.ts";
import { decodeSpan, type DecodedSpan } from "./decode-span.ts";
import { framedField } from "./frame.ts";
import type { Origin } from "./origin.ts";
import type { AttributeReader } from "./shared-attributes.ts";
import type { Trace } from "./trace.ts";

export type StoredSpan = { readonly origin: Origin; readonly span: DecodedSpan };

/** All spans of a trace, decoded, in the order in which they came. */
export function decodeSpans({ spanChunks }: Trace, readAttribute: AttributeReader): StoredSpan[] {
  return spanChunks.flatMap(({ origin, bytes }) =>
    Array.from(lengthDelimited(bytes, framedField), (message) => ({
      origin,
      span: decodeSpan(message, readAttribute),
    })),
  );
}

/** All log lines of a trace, decoded, in the order in which they came. */
export function decodeLogs({ logChunks }: Trace): { readonly origin: Origin; readonly log: LogRecord }[] {
  return logChunks.flatMap(({ origin, bytes }) =>
    Array.from(lengthDelimited(bytes, framedField), (message) => ({ origin, log: LogRecord.decode(message) })),
  );
}
