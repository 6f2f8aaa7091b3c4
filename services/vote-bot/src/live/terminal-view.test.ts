import { expect, test } from "vitest";
import { renderFrame } from "./frame/render-frame.ts";
import type { LiveSnapshot } from "./live-snapshot.ts";
import { createTerminalView } from "./terminal-view.ts";
import { createFakeTerminal } from "./testing/fake-terminal.ts";
import { plan, snapshotWith } from "./testing/hand-made-snapshot.ts";

const early = snapshotWith({ elapsedMs: 1_000 });
const late = snapshotWith({ elapsedMs: 29_000 });

function frameOf(snapshot: LiveSnapshot, columns: number, rows: number): string[] {
  return renderFrame(snapshot, plan, { columns, rows }, (_, text) => text).map((line) => line.trimEnd());
}

test("a frame takes the place of the one before", () => {
  const terminal = createFakeTerminal(80, 24);
  const view = createTerminalView(plan, terminal);
  view.update(snapshotWith({ elapsedMs: 1_000, thresholds: [{ source: "visits:count>1", actual: "2", isMet: true }] }));
  view.update(late);
  expect(terminal.text()).toEqual(frameOf(late, 80, 24));
  expect(terminal.hasCursor()).toBe(false);
  view.close();
});

test("a terminal with a prompt on its last line scrolls once, to make room", () => {
  const terminal = createFakeTerminal(80, 16);
  const before = Array.from({ length: 15 }, (_, line) => `line ${line}`);
  terminal.write(`${before.join("\n")}\n`);
  const view = createTerminalView(plan, terminal);
  view.update(early);
  const scrolled = terminal.scrolled();
  view.update(late);
  expect(terminal.scrolled()).toBe(scrolled);
  expect(terminal.text()).toEqual([...before, ...frameOf(late, 80, 16)]);
  view.close();
});

test("a line that something else prints stays above the frame", () => {
  const terminal = createFakeTerminal(80, 24);
  const view = createTerminalView(plan, terminal);
  view.update(early);
  terminal.write("cannot reach web\n");
  view.update(late);
  terminal.write("web is back\n");
  view.update(late);
  expect(terminal.text()).toEqual(["cannot reach web", "web is back", ...frameOf(late, 80, 24)]);
  view.close();
});

test("the ^C of a terminal that is asked to stop is gone with the next frame", () => {
  const terminal = createFakeTerminal(80, 24);
  const view = createTerminalView(plan, terminal);
  view.update(early);
  terminal.write("^C");
  view.update(late);
  expect(terminal.text()).toEqual(frameOf(late, 80, 24));
  view.close();
});

test("a terminal that changes its size gets a frame that fits", () => {
  const terminal = createFakeTerminal(80, 24);
  const view = createTerminalView(plan, terminal);
  view.update(early);
  Object.assign(terminal, { columns: 60, rows: 10 });
  terminal.emit("resize");
  expect(terminal.text()).toEqual(frameOf(early, 60, 10));
  expect(terminal.scrolled()).toBe(0);
  view.close();
});

test("a terminal that does not know its size gets one of 80 by 24", () => {
  const terminal = createFakeTerminal(80, 24);
  const view = createTerminalView(plan, Object.assign(Object.create(terminal), { columns: 0, rows: 0 }));
  view.update(early);
  expect(terminal.text()).toEqual(frameOf(early, 80, 24));
  view.close();
});

test("a closed view leaves the cursor and an empty terminal, and listens no more", () => {
  const terminal = createFakeTerminal(80, 24);
  const view = createTerminalView(plan, terminal);
  view.update(early);
  view.close();
  expect(terminal.listenerCount("resize")).toBe(0);
  terminal.write("the report");
  expect(terminal.text()).toEqual(["the report"]);
  expect(terminal.hasCursor()).toBe(true);
});

test("a process that exits in the middle of a run leaves the cursor", () => {
  const terminal = createFakeTerminal(80, 24);
  const listenersBefore = process.listeners("exit");
  createTerminalView(plan, terminal).update(early);
  const onExit = process.listeners("exit").find((listener) => !listenersBefore.includes(listener));
  onExit?.(1);
  expect(terminal.hasCursor()).toBe(true);
  expect(process.listeners("exit")).toEqual(listenersBefore);
});
