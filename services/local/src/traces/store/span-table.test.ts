import { expect, test } from "vitest";
import {
  addRow,
  createSpanTable,
  durationMsOf,
  findRow,
  hasFailed,
  idOf,
  isRoot,
  markCounted,
  none,
  offsetUsOf,
  operationIndexOf,
  parentRow,
} from "./span-table.ts";

const noSpan = { high: 0, low: 0 };
const idAt = (index: number) => ({ high: 0xffff_ff00 + (index % 7), low: index + 1 });

test("every span is found by its id, and its parent from it, however many there are", () => {
  const table = createSpanTable();
  const count = 5_000;
  for (let index = 0; index < count; index++) {
    const parent = index === 0 ? noSpan : idAt(index - 1);
    const numbers = { operation: index % 1_000, offsetUs: -index, durationUs: index * 10 };
    expect(addRow(table, { id: idAt(index), parent, failed: index % 3 === 0, ...numbers })).toBe(index);
  }
  for (let row = 0; row < count; row++) {
    expect(findRow(table, idAt(row))).toBe(row);
    expect(parentRow(table, row)).toBe(row - 1);
    expect([operationIndexOf(table, row), hasFailed(table, row)]).toEqual([row % 1_000, row % 3 === 0]);
    expect([offsetUsOf(table, row), durationMsOf(table, row)]).toEqual([-row || 0, row / 100]);
  }
  expect(isRoot(table, 0)).toBe(true);
  expect(idOf(table, 3)).toEqual(idAt(3));
  expect(findRow(table, idAt(count))).toBe(none);
});

test("a parent that has not come is none, until it comes", () => {
  const table = createSpanTable();
  const rest = { operation: 0, failed: false, offsetUs: 0, durationUs: 0 };
  addRow(table, { id: idAt(1), parent: idAt(0), ...rest });
  expect([isRoot(table, 0), parentRow(table, 0)]).toEqual([false, none]);
  addRow(table, { id: idAt(0), parent: noSpan, ...rest });
  expect(parentRow(table, 0)).toBe(1);
});

test("a span is marked as counted once", () => {
  const table = createSpanTable();
  addRow(table, { id: idAt(0), parent: noSpan, operation: 5, failed: true, offsetUs: 0, durationUs: 0 });
  expect([markCounted(table, 0), markCounted(table, 0)]).toEqual([true, false]);
  expect([operationIndexOf(table, 0), hasFailed(table, 0)]).toEqual([5, true]);
});
