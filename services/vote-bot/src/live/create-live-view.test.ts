import { expect, test } from "vitest";
import { createLiveView } from "./create-live-view.ts";
import { createFakeTerminal } from "./testing/fake-terminal.ts";
import { plan, snapshotWith } from "./testing/hand-made-snapshot.ts";

test.each([
  ["tui", ["", "vote-bot  http://localhost:8080"]],
  ["plain", ["vote-bot http://localhost:8080 · classic", "0:12 of 0:30"]],
  ["quiet", [""]],
] as const)("%s shows what its name says", (ui, beginnings) => {
  const terminal = createFakeTerminal(160, 24);
  const view = createLiveView(ui, plan, terminal);
  view.update(snapshotWith());
  const shown = terminal.text().slice(0, 2);
  view.close();
  expect(shown.map((line, index) => line.slice(0, beginnings[index]?.length))).toEqual(beginnings);
});
