import { styleText } from "node:util";

export type Colour = "green" | "yellow" | "red" | "dim" | "bold" | "plain";

/** Colours a piece of text, or leaves it. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal; NO_COLOR is honoured. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (colour, text) => (colour === "plain" ? text : styleText(colour, text, { stream }));
}
