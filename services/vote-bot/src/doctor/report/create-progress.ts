import type { WriteStream } from "node:tty";

/** Tells what doctor is doing, apart from the report. */
export type Progress = {
  say(line: string): void;
  /** Told again and again; the same thing is told once. */
  waiting(spans: number, missing: string | undefined): void;
  /** Leaves nothing behind on a terminal. */
  done(): void;
};

type Stream = Pick<WriteStream, "isTTY" | "write">;

/** One line that changes on a terminal, a line each time something changes anywhere else. */
export function createProgress(stream: Stream): Progress {
  let last = "";
  const say = (line: string) => {
    if (line === last) return;
    last = line;
    stream.write(stream.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
  };
  return {
    say,
    waiting: (spans, missing) =>
      say(`${spans} spans so far, ${missing === undefined ? "nothing missing" : `waiting for ${missing}`}`),
    done: () => {
      if (stream.isTTY) stream.write("\r\u001B[K");
    },
  };
}
