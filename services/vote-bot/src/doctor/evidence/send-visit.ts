import { createScenarios } from "../../scenarios/create-scenarios.ts";
import { type Credentials, noCredentials } from "../../credentials.ts";
import { doughnut } from "../../pick-emoji.ts";
import { visit } from "../../visit.ts";
import { createWebClient, type WebClient } from "../../web/create-web-client.ts";
import { parseTraceResponse, type SentRequest, type SentVisit } from "./sent-visit.ts";

export type VisitOptions = {
  readonly target: URL;
  readonly hostHeader: string;
  readonly credentials: Credentials | undefined;
  readonly signal: AbortSignal;
};

/** Makes one visit, of v1 where there are credentials, and keeps what web's answers say of the trace. */
export async function sendVisit(
  options: VisitOptions,
): Promise<Omit<SentVisit, "isSampled"> & { isConnected: boolean }> {
  const { target, hostHeader, credentials, signal } = options;
  const requests: SentRequest[] = [];
  const web = createWebClient(target, hostHeader);
  const scenarioName = credentials === undefined ? "classic" : "auth";
  const scenarios = createScenarios(recording(web, requests), credentials ?? noCredentials);
  const result = await visit({
    number: 1,
    scenarioName,
    scenario: scenarios[scenarioName],
    pick,
    signal,
    onVote: () => {},
  });
  web.close();
  return { ...result, requests };
}

/** Any but the one that fails on purpose. */
function pick(shortcodes: readonly string[]): string {
  return shortcodes.find((shortcode) => shortcode !== doughnut) ?? doughnut;
}

function recording(web: WebClient, requests: SentRequest[]): WebClient {
  return {
    ...web,
    send: async (request) => {
      const answer = await web.send(request);
      const { request: name, status, traceresponse } = answer;
      requests.push({ request: name, status, webSpan: parseTraceResponse(traceresponse) });
      return answer;
    },
  };
}
