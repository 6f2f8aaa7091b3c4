import { paintFor } from "../terminal/paint.ts";
import { renderFrame } from "./frame/render-frame.ts";
import type { LivePlan, LiveSnapshot } from "./live-snapshot.ts";
import type { LiveView } from "./live-view.ts";

/** What is used of a `tty.WriteStream`. */
export type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

const hideCursor = "\u001B[?25l";
const showCursor = "\u001B[?25h";
const noWrap = "\u001B[?7l";
const wrap = "\u001B[?7h";
const eraseLine = "\u001B[K";
const eraseBelow = "\u001B[J";
const up = (rows: number) => (rows === 0 ? "" : `\u001B[${rows}A`);

/** A frame that is redrawn in place, and gone when it is closed. */
export function createTerminalView(plan: LivePlan, stream: Terminal): LiveView {
  const paint = paintFor(stream);
  let latest: LiveSnapshot | undefined;

  const draw = () => {
    if (latest === undefined) return;
    // Some terminals say that they have 0 columns.
    const size = { columns: stream.columns || 80, rows: stream.rows || 24 };
    stream.write(inPlace(renderFrame(latest, plan, size, paint)));
  };
  const close = () => {
    stream.off("resize", draw);
    process.off("exit", close);
    if (latest !== undefined) stream.write(`\r${eraseBelow}${showCursor}`);
    latest = undefined;
  };

  stream.on("resize", draw);
  // A process that ends in an error would leave a terminal without a cursor.
  process.on("exit", close);
  return {
    update: (snapshot) => {
      latest = snapshot;
      draw();
    },
    close,
  };
}

/**
 * Leaves the cursor on the first line, which is empty: whatever else prints a line prints it there, and the next frame
 * is drawn below it.
 */
function inPlace(lines: readonly string[]): string {
  const text = lines.map((line) => `${line}${eraseLine}`).join("\r\n");
  return `${hideCursor}${noWrap}\r${text}${eraseBelow}${up(lines.length - 1)}\r${wrap}`;
}
