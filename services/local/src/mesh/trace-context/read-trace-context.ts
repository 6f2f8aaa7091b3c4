import type { RawHeaders } from "../headers/raw-headers.ts";
import { b3Multi } from "./b3-multi.ts";
import { grpcTraceBin } from "./grpc-trace-bin.ts";
import type { TraceContext, TraceFormat } from "./trace-format.ts";
import { w3c } from "./w3c.ts";

/** The first that can be read wins, and it alone is rewritten: the others go on as they came. */
const formats: readonly TraceFormat[] = [w3c, grpcTraceBin, b3Multi];

/** A request's trace context and the format it came in; undefined where it has none: a proxy starts no trace. */
export function readTraceContext(
  headers: RawHeaders,
): { readonly context: TraceContext; readonly format: TraceFormat } | undefined {
  for (const format of formats) {
    const context = format.read(headers);
    if (context !== undefined) return { context, format };
  }
  return undefined;
}
