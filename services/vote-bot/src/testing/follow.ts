import type { RequestRecord } from "../measure/request-record.ts";
import type { VisitRecord } from "../measure/visit-record.ts";
import { visit } from "../run/visit.ts";
import { createDraw } from "../scenarios/draw.ts";
import { createPick } from "../scenarios/pick-emoji.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { createWebClient } from "../web/create-web-client.ts";

export type FollowOptions = {
  readonly number?: number;
  readonly seed?: string;
  readonly doughnutShare?: number;
  readonly signal?: AbortSignal;
};

export type Followed = {
  readonly visit: VisitRecord;
  readonly requests: readonly RequestRecord[];
  /** What was voted for. */
  readonly choices: readonly string[];
};

/** Makes one visit of web at `origin` by a scenario, as a run does. */
export async function follow(scenario: Scenario, origin: URL, options: FollowOptions = {}): Promise<Followed> {
  const { number = 1, seed = "spring", doughnutShare = 0, signal = new AbortController().signal } = options;
  const requests: RequestRecord[] = [];
  const choices: string[] = [];
  const web = createWebClient({ target: origin, timeoutMs: 5_000 });
  const draw = createDraw(seed, number);
  const record = await visit({
    number,
    intendedMs: performance.now(),
    scenario,
    web,
    draw,
    pick: createPick(draw, doughnutShare),
    signal,
    ledger: { sent: () => {}, request: (request) => requests.push(request), ended: () => {} },
    onVote: (choice) => choices.push(choice),
    onEnded: () => {},
  });
  web.close();
  return { visit: record, requests, choices };
}
