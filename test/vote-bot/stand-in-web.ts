import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export type SeenRequest = {
  /** `GET /api/list` */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type StandInOptions = {
  /** 0 for one that the kernel chooses. */
  readonly port?: number;
  /** Answers a request itself when it returns true. */
  readonly instead?: (request: SeenRequest, response: ServerResponse) => boolean;
};

/** Plays web towards vote-bot: the page, upstream's routes, the token, and v1. */
export type StandInWeb = {
  /** host:port */
  readonly address: string;
  readonly requests: readonly SeenRequest[];
  /** Resolves to the first request, past or future, for which `condition` holds. */
  request(condition: (request: SeenRequest) => boolean): Promise<SeenRequest>;
  /** Forgets the tokens it gave, as a restart with new keys does. */
  refuseTokens(): void;
};

export const app = { key: "the-bots-key", secret: "a-secret-nobody-may-see" };

/** Gone at the end of the test. */
export async function startStandInWeb({ port = 0, instead }: StandInOptions = {}): Promise<StandInWeb> {
  const requests: SeenRequest[] = [];
  const waiting = new Set<() => void>();
  const tokens = new Set<string>();
  const server = createServer(async (incoming, response) => {
    const request = {
      line: `${incoming.method} ${incoming.url}`,
      headers: incoming.headers,
      body: await text(incoming),
    };
    requests.push(request);
    for (const look of waiting) look();
    if (!instead?.(request, response)) answer(request, response, tokens);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    request: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          const found = requests.find(condition);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    refuseTokens: () => tokens.clear(),
  };
}

const emojis = [
  { shortcode: ":joy:", unicode: "😂" },
  { shortcode: ":tada:", unicode: "🎉" },
];

function answer(request: SeenRequest, response: ServerResponse, tokens: Set<string>): void {
  const reply = (status: number, body?: unknown) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(body && JSON.stringify(body));
  const hasToken = tokens.has(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
  const path = request.line.split("?", 1)[0];
  if (path?.includes("/api/v1/") && !hasToken) return reply(401, { code: "invalid_token" });
  switch (path) {
    case "GET /":
      return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!doctype html>");
    case "GET /api/list":
      return reply(200, emojis);
    case "GET /api/leaderboard":
      return reply(200, [{ ...emojis[0], votes: "2" }]);
    case "GET /api/vote":
      return reply(request.line.endsWith(":doughnut:") ? 500 : 200);
    case "POST /auth": {
      const { app_key: key, app_secret: secret } = JSON.parse(request.body) as Record<string, string>;
      if (key !== app.key || secret !== app.secret) return reply(401, { code: "invalid_credentials" });
      const token = `token.${crypto.randomUUID()}`;
      tokens.add(token);
      return reply(200, { access_token: token, token_type: "Bearer", expires_in: 7_200 });
    }
    case "GET /api/v1/emojis":
      return reply(200, { emojis });
    case "POST /api/v1/votes":
      return reply(request.body.includes(":doughnut:") ? 500 : 201, { id: "1", choice: ":joy:", total: "1" });
    default:
      return reply(404);
  }
}
