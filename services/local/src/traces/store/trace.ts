import type { Operation, Origin } from "./origin.ts";
import {
  addRow,
  createSpanTable,
  findRow,
  none,
  operationIndexOf,
  type SpanId,
  type SpanTable,
  tableBytes,
} from "./span-table.ts";

/** Encoded messages of one origin that came together, framed. */
export type Chunk = { readonly origin: Origin; readonly bytes: Uint8Array };

/** A span as it comes: what the index keeps of it, and its encoded message. */
export type IncomingSpan = {
  readonly traceId: string;
  readonly id: SpanId;
  readonly parent: SpanId;
  readonly operation: Operation;
  /** Since 1970. */
  readonly startMs: number;
  readonly durationUs: number;
  /** What is shown as its error; undefined for a span without one. */
  readonly failure: string | undefined;
  /** The database or message system that it called. */
  readonly calledStore: string | undefined;
  readonly bytes: Uint8Array;
};

export type Trace = {
  /** 32 hex digits. */
  readonly id: string;
  readonly table: SpanTable;
  readonly operations: Operation[];
  readonly spanChunks: Chunk[];
  readonly logChunks: Chunk[];
  readonly failures: { readonly row: number; readonly label: string }[];
  /** Rows of server spans whose caller is not yet known. */
  unlinked: number[];
  /** What the rows' offsets count from. */
  baseMs: number;
  startMs: number;
  endMs: number;
  chunkBytes: number;
};

/** An estimate of what V8 and the allocator add to a trace and to each of its chunks. */
const traceOverheadBytes = 700;
export const chunkOverheadBytes = 250;

export function createTrace(id: string): Trace {
  return {
    id,
    table: createSpanTable(),
    operations: [],
    spanChunks: [],
    logChunks: [],
    failures: [],
    unlinked: [],
    baseMs: 0,
    startMs: Infinity,
    endMs: -Infinity,
    chunkBytes: 0,
  };
}

/** What a trace occupies, the origins that it shares with others apart. */
export function traceBytes({ table, operations, chunkBytes }: Trace): number {
  return traceOverheadBytes + chunkBytes + tableBytes(table) + operations.length * 8;
}

/** Puts a span into the index; gives its row, or `none` when the trace has it already. */
export function indexSpan(trace: Trace, span: IncomingSpan): number {
  const { table, operations } = trace;
  if (findRow(table, span.id) !== none) return none;
  if (table.size === 0) trace.baseMs = span.startMs;
  let operation = operations.indexOf(span.operation);
  if (operation === none) operation = operations.push(span.operation) - 1;
  const row = addRow(table, {
    id: span.id,
    parent: span.parent,
    operation,
    failed: span.failure !== undefined,
    offsetUs: (span.startMs - trace.baseMs) * 1_000,
    durationUs: span.durationUs,
  });
  if (span.failure !== undefined) trace.failures.push({ row, label: span.failure });
  trace.startMs = Math.min(trace.startMs, span.startMs);
  trace.endMs = Math.max(trace.endMs, span.startMs + span.durationUs / 1_000);
  return row;
}

export function operationOf({ table, operations }: Trace, row: number): Operation {
  // Every row names one of them.
  return operations[operationIndexOf(table, row)]!;
}
