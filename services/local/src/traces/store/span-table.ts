/**
 * The index of one trace's spans: a row of numbers for each, found by span id. It answers what the list, the
 * topology and the dependencies ask without decoding a span, at 32 to 64 bytes a span.
 */
export type SpanTable = {
  size: number;
  rows: Uint32Array;
  /** Open addressing: 1 + row, or 0. */
  slots: Uint32Array;
};

/** A span id in two halves; both 0 for none. */
export type SpanId = { readonly high: number; readonly low: number };

export type Row = {
  readonly id: SpanId;
  readonly parent: SpanId;
  /** Its index among the trace's operations. */
  readonly operation: number;
  readonly failed: boolean;
  /** From the start of the trace's first span to come; may be negative. */
  readonly offsetUs: number;
  readonly durationUs: number;
};

const column = { idHigh: 0, idLow: 1, parentHigh: 2, parentLow: 3, operation: 4, offsetUs: 5, durationUs: 6 };
const columns = 7;
const firstCapacity = 8;

/** No such row. */
export const none = -1;

export function createSpanTable(): SpanTable {
  return { size: 0, rows: new Uint32Array(firstCapacity * columns), slots: new Uint32Array(firstCapacity * 2) };
}

/** The bytes that it occupies, JavaScript's own for its arrays among them. */
export function tableBytes({ rows, slots }: SpanTable): number {
  return rows.byteLength + slots.byteLength + 400;
}

/** The row of a span, or `none`. */
export function findRow({ rows, slots }: SpanTable, { high, low }: SpanId): number {
  const mask = slots.length - 1;
  for (let slot = hash(high, low) & mask; ; slot = (slot + 1) & mask) {
    const row = (slots[slot] ?? 0) - 1;
    if (row === none) return none;
    const at = row * columns;
    if (rows[at + column.idHigh] === high && rows[at + column.idLow] === low) return row;
  }
}

/** Adds a span that is not yet there; gives its row. */
export function addRow(table: SpanTable, { id, parent, operation, failed, offsetUs, durationUs }: Row): number {
  const row = table.size;
  if ((row + 1) * columns > table.rows.length) grow(table);
  const { rows, slots } = table;
  const at = row * columns;
  rows[at + column.idHigh] = id.high;
  rows[at + column.idLow] = id.low;
  rows[at + column.parentHigh] = parent.high;
  rows[at + column.parentLow] = parent.low;
  rows[at + column.operation] = operation * 4 + Number(failed);
  // Kept as 32 bits with a sign: 35 minutes either way.
  rows[at + column.offsetUs] = clamp(offsetUs, -0x8000_0000, 0x7fff_ffff);
  rows[at + column.durationUs] = clamp(durationUs, 0, 0xffff_ffff);
  insert(slots, id, row);
  table.size += 1;
  return row;
}

export function idOf({ rows }: SpanTable, row: number): SpanId {
  return { high: rows[row * columns] ?? 0, low: rows[row * columns + column.idLow] ?? 0 };
}

function parentIdOf({ rows }: SpanTable, row: number): SpanId {
  return { high: rows[row * columns + column.parentHigh] ?? 0, low: rows[row * columns + column.parentLow] ?? 0 };
}

/** Whether a span names no parent. */
export function isRoot(table: SpanTable, row: number): boolean {
  const { high, low } = parentIdOf(table, row);
  return high === 0 && low === 0;
}

/** The row of a span's parent; `none` for a root and while the parent has not come. */
export function parentRow(table: SpanTable, row: number): number {
  return isRoot(table, row) ? none : findRow(table, parentIdOf(table, row));
}

export function operationIndexOf({ rows }: SpanTable, row: number): number {
  return (rows[row * columns + column.operation] ?? 0) >>> 2;
}

export function hasFailed({ rows }: SpanTable, row: number): boolean {
  return ((rows[row * columns + column.operation] ?? 0) & 1) === 1;
}

/** Marks a span as counted in the topology; false when it was already. */
export function markCounted({ rows }: SpanTable, row: number): boolean {
  const at = row * columns + column.operation;
  const before = rows[at] ?? 0;
  rows[at] = before | 2;
  return (before & 2) === 0;
}

export function offsetUsOf({ rows }: SpanTable, row: number): number {
  return (rows[row * columns + column.offsetUs] ?? 0) | 0;
}

export function durationMsOf({ rows }: SpanTable, row: number): number {
  return (rows[row * columns + column.durationUs] ?? 0) / 1_000;
}

function grow(table: SpanTable): void {
  const rows = new Uint32Array(table.rows.length * 2);
  rows.set(table.rows);
  table.rows = rows;
  table.slots = new Uint32Array(table.slots.length * 2);
  for (let row = 0; row < table.size; row++) insert(table.slots, idOf(table, row), row);
}

function insert(slots: Uint32Array, { high, low }: SpanId, row: number): void {
  const mask = slots.length - 1;
  let slot = hash(high, low) & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = row + 1;
}

function hash(high: number, low: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e37_79b1), 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, Math.round(value)));
}
