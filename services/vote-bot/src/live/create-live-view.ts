import type { Ui } from "./choose-ui.ts";
import type { LivePlan } from "./live-snapshot.ts";
import type { LiveView } from "./live-view.ts";
import { createPlainView } from "./plain-view.ts";
import { createQuietView } from "./quiet-view.ts";
import { createTerminalView, type Terminal } from "./terminal-view.ts";

export function createLiveView(ui: Ui, plan: LivePlan, stream: Terminal): LiveView {
  switch (ui) {
    case "tui":
      return createTerminalView(plan, stream);
    case "plain":
      return createPlainView(plan, (line) => stream.write(`${line}\n`));
    case "quiet":
      return createQuietView();
  }
}
