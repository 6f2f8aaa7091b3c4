import { frame } from "./frame.ts";
import type { Origin } from "./origin.ts";
import { none } from "./span-table.ts";
import {
  type Chunk,
  chunkOverheadBytes,
  createTrace,
  type IncomingSpan,
  indexSpan,
  type Trace,
  traceBytes,
} from "./trace.ts";

/** A log line that belongs to a trace, encoded. */
export type IncomingLog = { readonly traceId: string; readonly origin: Origin; readonly bytes: Uint8Array };

export type AddedSpan = { readonly row: number; readonly span: IncomingSpan };

/** Counted since the start. */
export type StoreCounts = {
  receivedSpans: number;
  /** Came a second time. */
  repeatedSpans: number;
  /** Malformed, or of a trace that is too large. */
  rejectedSpans: number;
  /** Made room for newer ones. */
  evictedSpans: number;
  evictedTraces: number;
  receivedLogs: number;
  /** Without a trace, malformed, or of a trace that is too large. */
  droppedLogs: number;
};

/** Traces in memory, within a number of bytes: those that nothing was added to for longest go first. */
export type TraceStore = {
  readonly counts: StoreCounts;
  readonly maxBytes: number;
  /** A trace that grows beyond this takes no more. */
  readonly maxTraceBytes: number;
  /** Adds those that are new; gives the number of those refused because their trace is full. */
  addSpans(spans: readonly IncomingSpan[]): number;
  /** The same for log lines. */
  addLogs(logs: readonly IncomingLog[]): number;
  get(traceId: string): Trace | undefined;
  /** By when something was last added. */
  newestFirst(): Trace[];
  usage(): { readonly traces: number; readonly spans: number; readonly bytes: number };
};

/** The share of the store that one trace may take. */
const maxTraceShare = 1 / 16;

/** `onAdded` sees each trace that got new spans, with these. */
export function createStore(
  maxBytes: number,
  onAdded: (trace: Trace, added: readonly AddedSpan[]) => void = () => {},
): TraceStore {
  const traces = new Map<string, Trace>();
  const counts: StoreCounts = {
    receivedSpans: 0,
    repeatedSpans: 0,
    rejectedSpans: 0,
    evictedSpans: 0,
    evictedTraces: 0,
    receivedLogs: 0,
    droppedLogs: 0,
  };
  const maxTraceBytes = maxBytes * maxTraceShare;
  let bytesInUse = 0;
  let spanCount = 0;

  /** The trace, now the newest. */
  const touch = (id: string): Trace => {
    let trace = traces.get(id);
    if (trace === undefined) {
      trace = createTrace(id);
      bytesInUse += traceBytes(trace);
    } else traces.delete(id);
    traces.set(id, trace);
    return trace;
  };

  const keep = (trace: Trace, chunks: Chunk[], origin: Origin, messages: readonly Uint8Array[]) => {
    const bytes = frame(messages);
    chunks.push({ origin, bytes });
    trace.chunkBytes += bytes.length + chunkOverheadBytes;
    if (origin.users++ === 0) bytesInUse += origin.byteLength;
  };

  const addToTrace = (id: string, spans: readonly IncomingSpan[]): number => {
    const trace = touch(id);
    const bytesBefore = traceBytes(trace);
    let room = maxTraceBytes - bytesBefore;
    const added: AddedSpan[] = [];
    let refused = 0;
    for (const span of spans) {
      room -= span.bytes.length;
      if (room < 0) {
        refused++;
        continue;
      }
      const row = indexSpan(trace, span);
      if (row === none) counts.repeatedSpans++;
      else added.push({ row, span });
    }
    for (const [origin, ofOrigin] of Map.groupBy(added, ({ span }) => span.operation.origin)) {
      keep(
        trace,
        trace.spanChunks,
        origin,
        ofOrigin.map(({ span }) => span.bytes),
      );
    }
    bytesInUse += traceBytes(trace) - bytesBefore;
    spanCount += added.length;
    counts.receivedSpans += added.length;
    if (added.length > 0) onAdded(trace, added);
    return refused;
  };

  const evict = () => {
    for (const trace of traces.values()) {
      if (bytesInUse <= maxBytes) return;
      traces.delete(trace.id);
      bytesInUse -= traceBytes(trace);
      for (const { origin } of [...trace.spanChunks, ...trace.logChunks]) {
        if (--origin.users === 0) bytesInUse -= origin.byteLength;
      }
      spanCount -= trace.table.size;
      counts.evictedSpans += trace.table.size;
      counts.evictedTraces++;
    }
  };

  return {
    counts,
    maxBytes,
    maxTraceBytes,
    addSpans: (spans) => {
      let refused = 0;
      for (const [id, ofTrace] of Map.groupBy(spans, ({ traceId }) => traceId)) refused += addToTrace(id, ofTrace);
      counts.rejectedSpans += refused;
      evict();
      return refused;
    },
    addLogs: (logs) => {
      let refused = 0;
      for (const { traceId, origin, bytes: message } of logs) {
        const trace = touch(traceId);
        const bytesBefore = traceBytes(trace);
        if (bytesBefore + message.length > maxTraceBytes) refused++;
        else keep(trace, trace.logChunks, origin, [message]);
        bytesInUse += traceBytes(trace) - bytesBefore;
      }
      counts.receivedLogs += logs.length - refused;
      counts.droppedLogs += refused;
      evict();
      return refused;
    },
    get: (traceId) => traces.get(traceId),
    newestFirst: () => [...traces.values()].toReversed(),
    usage: () => ({ traces: traces.size, spans: spanCount, bytes: bytesInUse }),
  };
}
