import { z } from "zod";
import { parseAnswer } from "../web/parse-answer.ts";
import { shortcode } from "../web/shortcode.ts";
import type { WebAnswer } from "../web/web-request.ts";

const emojis = z.array(z.object({ shortcode })).min(1);
const shortcodesOf = (list: z.output<typeof emojis>): readonly string[] => list.map((emoji) => emoji.shortcode);

/** The shortcodes of GET /api/list. */
export const readList = remembered(parseAnswer(emojis.transform(shortcodesOf), "a list of emoji"));

/** The shortcodes of GET /api/v1/emojis. */
export const readEmojis = remembered(
  parseAnswer(
    z.object({ emojis }).transform((answer) => shortcodesOf(answer.emojis)),
    "a list of emoji",
  ),
);

/** Votes are strings of digits there, as upstream writes them. */
const standings = z.array(z.object({ shortcode, votes: z.string().regex(/^\d{1,19}$/) })).refine(isMostFirst);

/** GET /api/leaderboard: emoji with their votes, most first. */
export const readLeaderboard = parseAnswer(standings, "a leaderboard");

function isMostFirst(rows: readonly { readonly votes: string }[]): boolean {
  const votes = rows.map((row) => BigInt(row.votes));
  return votes.every((count, index) => index === 0 || count <= (votes[index - 1] ?? 0n));
}

/**
 * Reads an answer like the one before only once: the list stays as it is from visit to visit, and to read it anew
 * would be a fifth of what a visit costs.
 */
function remembered<T>(read: (answer: WebAnswer) => T): (answer: WebAnswer) => T {
  let last: { readonly status: number; readonly body: string; readonly value: T } | undefined;
  return (answer) => {
    const { status, body } = answer;
    if (last?.status !== status || last.body !== body) last = { status, body, value: read(answer) };
    return last.value;
  };
}
