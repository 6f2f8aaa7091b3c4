import { Writable } from "node:stream";
import type { Terminal } from "../terminal-view.ts";

/** A terminal that remembers what stands on it, for the few control sequences that are used. */
export type FakeTerminal = Terminal & {
  readonly isTTY: true;
  columns: number;
  rows: number;
  /** Everything that was ever on it, what scrolled away included, without empty lines at the end. */
  text(): string[];
  /** How many lines scrolled away. */
  scrolled(): number;
  hasCursor(): boolean;
};

// oxlint-disable-next-line no-control-regex -- control sequences are what a terminal reads
const tokens = /\u001B\[(?<parameter>\??\d*)(?<command>[A-Za-z])|[\r\n]|[^\r\n\u001B]/gu;

export function createFakeTerminal(columns: number, rows: number): FakeTerminal {
  const lines: string[] = [];
  const at = { row: 0, column: 0, top: 0 };
  const mode = { cursor: true, wrap: true };

  const lineBreak = () => {
    at.row += 1;
    at.column = 0;
    at.top = Math.max(at.top, at.row - terminal.rows + 1);
  };
  const put = (character: string) => {
    if (at.column >= terminal.columns && mode.wrap) lineBreak();
    at.column = Math.min(at.column, terminal.columns - 1);
    const line = (lines[at.row] ?? "").padEnd(at.column);
    lines[at.row] = `${line.slice(0, at.column)}${character}${line.slice(at.column + 1)}`;
    at.column += 1;
  };
  const eraseLine = () => (lines[at.row] = (lines[at.row] ?? "").slice(0, at.column));
  const commands: Record<string, (parameter: string) => unknown> = {
    A: (count) => (at.row = Math.max(at.top, at.row - Number(count || 1))),
    J: () => [eraseLine(), lines.splice(at.row + 1)],
    K: eraseLine,
    h: (name) => (name === "?25" ? (mode.cursor = true) : (mode.wrap = true)),
    l: (name) => (name === "?25" ? (mode.cursor = false) : (mode.wrap = false)),
    m: () => {},
  };

  const terminal: FakeTerminal = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        for (const [token, parameter, command] of chunk.toString().matchAll(tokens)) {
          if (command !== undefined) commands[command]?.(parameter ?? "");
          else if (token === "\r") at.column = 0;
          else if (token === "\n") lineBreak();
          else put(token);
        }
        done();
      },
    }),
    {
      isTTY: true as const,
      columns,
      rows,
      text: () =>
        Array.from(lines, (line) => (line ?? "").trimEnd())
          .join("\n")
          .trimEnd()
          .split("\n"),
      scrolled: () => at.top,
      hasCursor: () => mode.cursor,
    },
  );
  return terminal;
}
