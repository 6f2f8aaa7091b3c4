/** A call that a visit makes for sure. */
export type ExpectedHop = {
  /** Of the visit, like `GET /api/list`. */
  readonly request: string;
  /** Which of the visit's requests it belongs to, from 0. */
  readonly requestIndex: number;
  readonly from: string;
  readonly to: string;
  /** The rpc, or how its name begins; absent for the visit's own request. */
  readonly rpc?: string;
};

type Call = { readonly to: string; readonly rpc: string };

const listAll: Call = { to: "emoji", rpc: "emojivoto.v1.EmojiService/ListAll" };
const findByShortcode: Call = { to: "emoji", rpc: "emojivoto.v1.EmojiService/FindByShortcode" };
const vote: Call = { to: "voting", rpc: "emojivoto.v1.VotingService/Vote" };

/** What web calls for each request of a visit. */
const callsOfWeb: Record<string, readonly Call[]> = {
  "GET /api/list": [listAll],
  "GET /api/vote": [findByShortcode, vote],
  "GET /api/v1/emojis": [listAll],
  "POST /api/v1/votes": [vote],
};

/** The hops of a visit's requests, in their order; of a request that web refused, only the one to web. */
export function expectedHops(
  requests: readonly { readonly request: string; readonly status: number }[],
): ExpectedHop[] {
  return requests.flatMap(({ request, status }, requestIndex) => {
    const isServed = status < 400;
    const calls = isServed ? (callsOfWeb[request] ?? []) : [];
    return [
      { request, requestIndex, from: "vote-bot", to: "web" },
      ...calls.map(({ to, rpc }) => ({ request, requestIndex, from: "web", to, rpc })),
    ];
  });
}
