import { escapeHtml } from "./escape-html.ts";

export type PageOptions = {
  readonly messageOfTheDay: string;
  /** Whether the page votes by the open routes, or signs in and votes by v1. */
  readonly legacyApi: boolean;
  /** Where a trace is read, without a closing slash: its page is `/trace/<id>` there. "" for nowhere. */
  readonly tracesUrl: string;
};

/** The frame of every page: head, navigation, and a `main` that the script fills. */
function renderFrame(title: string, view: string, options: PageOptions, main: string): string {
  const { messageOfTheDay, legacyApi, tracesUrl } = options;
  const message = messageOfTheDay === "" ? "" : `<p class="message">${escapeHtml(messageOfTheDay)}</p>`;
  return `<!doctype html>
<html lang="en" data-api="${legacyApi ? "open" : "v1"}" data-view="${view}" data-traces="${escapeHtml(tracesUrl)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · emojivoto</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/static/style.css" />
    <script type="module" src="/static/app.js"></script>
  </head>
  <body>
    <header>
      <a class="brand" href="/">emojivoto</a>
      <nav aria-label="Pages">
        <a href="/"${view === "vote" ? ' aria-current="page"' : ""}>Vote</a>
        <a href="/leaderboard"${view === "leaderboard" ? ' aria-current="page"' : ""}>Leaderboard</a>
      </nav>
    </header>
    ${message}
    <main>${main}</main>
    <noscript><p class="message">Voting by this page needs JavaScript; <code>/api/list</code> does not.</p></noscript>
  </body>
</html>
`;
}

const signInForm = (heading: "h1" | "h2") => `<form id="sign-in" method="post" action="/auth">
        <${heading}>Sign in</${heading}>
        <label>App key <input name="app_key" autocomplete="username" required /></label>
        <label>App secret <input name="app_secret" type="password" autocomplete="current-password" required /></label>
        <button type="submit">Sign in</button>
        <p role="alert"></p>
      </form>`;

/** `/`: a grid of emoji to vote for; a sign-in form first where the open routes are off. */
export function renderVotePage(options: PageOptions): string {
  const main = `
      <h1>Vote for your favorite emoji</h1>
      ${options.legacyApi ? "" : signInForm("h2")}
      <section id="result" role="status" aria-live="polite"></section>
      <div id="content" class="grid" aria-busy="true"></div>
    `;
  return renderFrame("Vote", "vote", options, main);
}

/** `/leaderboard`: emoji with votes, most first. */
export function renderLeaderboardPage(options: PageOptions): string {
  const main = `
      <h1>Leaderboard</h1>
      ${options.legacyApi ? "" : signInForm("h2")}
      <section id="result" role="status" aria-live="polite"></section>
      <ol id="content" class="board" aria-busy="true"></ol>
    `;
  return renderFrame("Leaderboard", "leaderboard", options, main);
}

/** `GET /auth`: the form alone; it posts to the same address and shows its answer. */
export function renderSignInPage(options: PageOptions): string {
  return renderFrame("Sign in", "sign-in", options, signInForm("h1"));
}
