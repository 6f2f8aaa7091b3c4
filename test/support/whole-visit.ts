/** What the local store's list says of a trace, as far as a look for gaps needs it. */
export type SummarizedTrace = {
  readonly traceId: string;
  readonly services: readonly { readonly name: string; readonly spans: number }[];
  readonly proxySpans: number;
  readonly roots: number;
  readonly orphans: number;
};

type Shape = Readonly<Record<"vote-bot" | "web" | "emoji" | "voting" | "proxies", number>>;

/** The spans of a visit under the mesh: four of the proxies for each call between two services. */
const shapes: readonly Shape[] = [
  // Classic: list, then vote with FindByShortcode; without the store's span where the doughnut fails.
  { "vote-bot": 3, web: 5, emoji: 2, voting: 2, proxies: 20 },
  { "vote-bot": 3, web: 5, emoji: 2, voting: 1, proxies: 20 },
  // Auth: the list and one call for the vote, after a sign-in or with a token from before.
  { "vote-bot": 3, web: 4, emoji: 1, voting: 2, proxies: 16 },
  { "vote-bot": 3, web: 4, emoji: 1, voting: 1, proxies: 16 },
  { "vote-bot": 4, web: 5, emoji: 1, voting: 2, proxies: 20 },
  { "vote-bot": 4, web: 5, emoji: 1, voting: 1, proxies: 20 },
];

/** Why a visit's trace is not whole, or undefined where it is: one root, no orphan, and every span. */
export function whatIsMissing(trace: SummarizedTrace | undefined): string | undefined {
  if (trace === undefined) return "no span is there";
  const { roots, orphans, proxySpans, services } = trace;
  if (roots !== 1 || orphans > 0) return `${roots} roots, ${orphans} orphans`;
  const spans = { ...Object.fromEntries(services.map(({ name, spans: count }) => [name, count])), proxies: proxySpans };
  return shapes.some((shape) => asText(shape) === asText(spans)) ? undefined : `unexpected spans: ${asText(spans)}`;
}

function asText(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, count]) => `${name} ${count}`).join(", ");
}
