import { join } from "node:path";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import express, { type Express, type Response } from "express";
import type { Auth } from "./auth/create-auth.ts";
import type { Backends } from "./backends/create-backends.ts";
import { webErrors } from "./errors.ts";
import { methodNotAllowed } from "./middleware/method-not-allowed.ts";
import { legacyError, problem } from "./middleware/problem.ts";
import { jsonBody, jsonOrFormBody, optionalFormBody } from "./middleware/read-body.ts";
import { requestContext } from "./middleware/request-context.ts";
import { requestMetrics } from "./middleware/request-metrics.ts";
import { requireToken } from "./middleware/require-token.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { traceHeaders } from "./middleware/trace-headers.ts";
import { type PageOptions, renderLeaderboardPage, renderSignInPage, renderVotePage } from "./page/render-page.ts";
import { leaderboard as legacyLeaderboard } from "./routes/legacy/leaderboard.ts";
import { list } from "./routes/legacy/list.ts";
import { vote } from "./routes/legacy/vote.ts";
import { signIn } from "./routes/sign-in.ts";
import { castVote } from "./routes/v1/cast-vote.ts";
import { getEmoji } from "./routes/v1/get-emoji.ts";
import { leaderboard } from "./routes/v1/leaderboard.ts";
import { listEmojis } from "./routes/v1/list-emojis.ts";
import { me } from "./routes/v1/me.ts";

export type AppOptions = {
  readonly backends: Backends;
  /** Undefined where no signing key is configured: v1 then answers `auth_not_configured`. */
  readonly auth: Auth | undefined;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly requestTimeoutMs: number;
  readonly page: PageOptions;
};

/** Every route of web on one screen, in the order in which they are tried. */
export function createApp({ backends, auth, log, metrics, requestTimeoutMs, page }: AppOptions): Express {
  const app = express().disable("x-powered-by").set("etag", "strong").set("query parser", "simple");
  app.use(requestMetrics(metrics), securityHeaders(), traceHeaders(), requestContext(requestTimeoutMs, log));

  if (page.legacyApi) {
    app.all("/api/list", list(backends));
    app.all("/api/vote", optionalFormBody(), vote(backends));
    app.all("/api/leaderboard", legacyLeaderboard(backends));
    app.use(["/api/list", "/api/vote", "/api/leaderboard"], legacyError(log));
  }

  app.post("/auth", jsonOrFormBody(), signIn(auth));
  app.get("/auth", html(renderSignInPage(page)));
  app.all("/auth", methodNotAllowed("GET", "POST"));

  app.get("/api/v1/emojis", requireToken(auth, "emojis:read"), listEmojis(backends));
  app.all("/api/v1/emojis", methodNotAllowed("GET"));
  app.get("/api/v1/emojis/:shortcode", requireToken(auth, "emojis:read"), getEmoji(backends));
  app.all("/api/v1/emojis/:shortcode", methodNotAllowed("GET"));
  app.post("/api/v1/votes", requireToken(auth, "votes:write"), jsonBody(), castVote(backends));
  app.all("/api/v1/votes", methodNotAllowed("POST"));
  app.get("/api/v1/leaderboard", requireToken(auth, "leaderboard:read"), leaderboard(backends));
  app.all("/api/v1/leaderboard", methodNotAllowed("GET"));
  app.get("/api/v1/me", requireToken(auth), me());
  app.all("/api/v1/me", methodNotAllowed("GET"));

  app.get("/", html(renderVotePage(page)));
  app.get("/leaderboard", html(renderLeaderboardPage(page)));
  app.use("/static", express.static(join(import.meta.dirname, "page/static"), { index: false, redirect: false }));

  app.use(() => {
    throw webErrors.notFound();
  });
  app.use(problem(log));
  return app;
}

function html(page: string) {
  return (_request: unknown, response: Response) => {
    response.set("Cache-Control", "no-cache").type("html").send(page);
  };
}
