import { styleText } from "node:util";
import { renderLogLine } from "./render-log-line.ts";

const colours = {
  emoji: "yellow",
  voting: "magenta",
  web: "cyan",
  "vote-bot": "green",
  traces: "blue",
  mesh: "gray",
  start: "bold",
} as const;

/** Whose line it is: a service's, or `npm start`'s own. */
export type Speaker = keyof typeof colours;

const width = Math.max(...Object.keys(colours).map((name) => name.length));

/** Where everything that `npm start` shows goes. */
export type Printer = {
  /** A line of our own. */
  say(speaker: Speaker, text: string): void;
  /** A line as a service wrote it: JSON is put in human form, what only says that all is well is left out. */
  relay(speaker: Speaker, line: string): void;
};

/** Lines on stdout, each after its speaker's name; colours only where stdout is a terminal that wants them. */
export function createPrinter({ verbose }: { readonly verbose: boolean }): Printer {
  // A reader that has gone (`npm start | head`) must not end us: the services would be left to themselves.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  return {
    say,
    relay: (speaker, line) => {
      const text = renderLogLine(line, { verbose });
      if (text !== undefined) say(speaker, text);
    },
  };
}

function say(speaker: Speaker, text: string): void {
  process.stdout.write(`${styleText(colours[speaker], speaker.padEnd(width))} │ ${text}\n`);
}
