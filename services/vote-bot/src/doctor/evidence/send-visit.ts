import type { VisitLedger } from "../../measure/create-recorder.ts";
import { visit } from "../../run/visit.ts";
import { auth } from "../../scenarios/auth.ts";
import { classic } from "../../scenarios/classic.ts";
import { createDraw } from "../../scenarios/draw.ts";
import { doughnut } from "../../scenarios/pick-emoji.ts";
import { createAccessToken } from "../../sign-in/access-token.ts";
import type { Credentials } from "../../sign-in/credentials.ts";
import { createWebClient, type WebClient } from "../../web/create-web-client.ts";
import { parseTraceResponse, type SentRequest, type SentVisit } from "./sent-visit.ts";

export type VisitOptions = {
  readonly target: URL;
  readonly hostHeader: string;
  readonly credentials: Credentials | undefined;
  /** Of the whole visit. */
  readonly timeoutMs: number;
};

/** Makes one visit, of v1 where there are credentials, and keeps what web's answers say of the trace. */
export async function sendVisit(
  options: VisitOptions,
): Promise<Omit<SentVisit, "isSampled"> & { isConnected: boolean }> {
  const { target, hostHeader, credentials, timeoutMs } = options;
  const requests: SentRequest[] = [];
  const web = createWebClient({ target, hostHeader, timeoutMs });
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeoutMs / 1_000} s`)), timeoutMs);
  const { traceId, outcome, reason, isConnected } = await visit({
    number: 1,
    intendedMs: performance.now(),
    scenario: credentials === undefined ? classic : auth(createAccessToken(credentials)),
    web: recording(web, requests),
    draw: createDraw("doctor", 1),
    pick,
    signal: controller.signal,
    ledger,
    onVote: () => {},
    onEnded: () => {},
  });
  clearTimeout(timer);
  web.close();
  const hasFailed = outcome !== "ok" && outcome !== "expected";
  const status = requests.at(-1)?.status;
  return { traceId, outcome: hasFailed ? "error" : outcome, reason, status, isConnected, requests };
}

/** Nothing is measured here. */
const ledger: VisitLedger = { sent: () => {}, request: () => {}, ended: () => {} };

/** Any but the one that fails on purpose. */
function pick(shortcodes: readonly string[]): string {
  return shortcodes.find((shortcode) => shortcode !== doughnut) ?? doughnut;
}

function recording(web: WebClient, requests: SentRequest[]): WebClient {
  return {
    ...web,
    send: async (request, signal) => {
      const answer = await web.send(request, signal);
      const { request: name, status, headers } = answer;
      requests.push({ request: name, status, webSpan: parseTraceResponse(headers["traceresponse"]?.toString()) });
      return answer;
    },
  };
}
