import type { RawHeaders } from "../headers/raw-headers.ts";

/** Where in which trace a request stands. */
export type TraceContext = {
  /** 32 hex digits; a shorter id is padded with zeros on the left. */
  readonly traceId: string;
  /** The span that sent the request: 16 hex digits. */
  readonly parentId: string;
  /** The byte as it came; bit 0 says that spans are exported. */
  readonly flags: number;
};

/** One way of carrying a trace context in headers. */
export type TraceFormat = {
  /** Undefined where there is none, or none that can be read. */
  read(headers: RawHeaders): TraceContext | undefined;
  /** The headers with `context`, which came from them, in this format; all other headers are as they were. */
  write(headers: RawHeaders, context: TraceContext): RawHeaders;
};
