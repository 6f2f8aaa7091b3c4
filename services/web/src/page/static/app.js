// The page's script, served as it is: fills `main` by the API that the page names in `data-api`.

const { api, view, traces } = document.documentElement.dataset;
const content = document.querySelector("#content");
const result = document.querySelector("#result");
const signIn = document.querySelector("#sign-in");

/** The token lives as long as the tab. */
const token = {
  get: () => sessionStorage.getItem("token"),
  set: (value) => sessionStorage.setItem("token", value),
  clear: () => sessionStorage.removeItem("token"),
};

/** An answer that is not a success: what to tell the person. */
class RequestFailed extends Error {
  constructor(status, message, traceId) {
    super(message);
    this.status = status;
    this.traceId = traceId;
  }
}

/** Sends a request; resolves to the body, parsed, and the id of the request's trace. */
async function request(path, init = {}) {
  const headers = { ...init.headers };
  if (api === "v1" && token.get()) headers.authorization = `Bearer ${token.get()}`;
  const response = await fetch(path, { ...init, headers });
  const traceId = response.headers.get("x-request-id");
  const text = await response.text();
  const body = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return { body, traceId };
  throw new RequestFailed(response.status, body?.detail ?? body?.error ?? response.statusText, traceId);
}

const calls = {
  open: {
    list: async () => (await request("/api/list")).body,
    leaderboard: async () => (await request("/api/leaderboard")).body,
    vote: (shortcode, key) =>
      request(`/api/vote?choice=${encodeURIComponent(shortcode)}`, {
        method: "POST",
        headers: { "idempotency-key": key },
      }),
  },
  v1: {
    list: async () => (await request("/api/v1/emojis")).body.emojis,
    leaderboard: async () => (await request("/api/v1/leaderboard")).body.leaderboard,
    vote: (shortcode, key) =>
      request("/api/v1/votes", {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ choice: shortcode }),
      }),
  },
}[api];

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

const nameOf = (shortcode) => shortcode.replaceAll(":", "").replaceAll("_", " ");

/** The id of a request's trace, to look it up by; a link to it where there is somewhere to look. */
function traceLine(traceId) {
  if (!traceId) return "";
  const id = element("code", {}, traceId);
  return element("p", {}, "trace ", traces ? element("a", { href: `${traces}/trace/${traceId}` }, id) : id);
}

function showError(error) {
  const needsSignIn = api === "v1" && error.status === 401;
  if (needsSignIn) {
    token.clear();
    signIn.hidden = false;
    return;
  }
  const title = error.status ? `The answer was ${error.status}` : "The server cannot be reached";
  result.replaceChildren(
    element(
      "div",
      { className: "card error" },
      element("h2", {}, title),
      element("p", {}, error.message),
      traceLine(error.traceId),
    ),
  );
}

/** Shows what happened after a vote, and where to go next. */
async function vote({ shortcode, unicode }) {
  try {
    const { traceId } = await calls.vote(shortcode, randomKey());
    result.replaceChildren(
      element(
        "div",
        { className: "card" },
        element("span", { className: "picked" }, unicode),
        element(
          "p",
          {},
          `You voted for ${nameOf(shortcode)}. `,
          element("a", { href: "/leaderboard" }, "See the leaderboard"),
        ),
        traceLine(traceId),
      ),
    );
  } catch (error) {
    showError(error);
    if (shortcode === ":doughnut:" && error.status === 500) {
      result.firstChild.append(element("p", {}, "The doughnut fails on purpose, so that there is a failure to find."));
    }
  }
  result.scrollIntoView({ block: "nearest" });
}

/** randomUUID() exists on https and localhost alone; the page is also read by a plain address. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const views = {
  vote: async () => {
    const list = await calls.list();
    return list.map((emoji) => {
      const button = element("button", { type: "button", title: nameOf(emoji.shortcode) }, emoji.unicode);
      button.setAttribute("aria-label", `Vote for ${nameOf(emoji.shortcode)}`);
      button.addEventListener("click", () => void vote(emoji));
      return button;
    });
  },
  leaderboard: async () => {
    const board = await calls.leaderboard();
    if (board.length === 0) {
      return [element("li", {}, "No votes yet. ", element("a", { href: "/" }, "Cast the first"))];
    }
    return board.map(({ shortcode, unicode, votes }) =>
      element(
        "li",
        {},
        element("span", { className: "emoji" }, unicode),
        element("span", {}, nameOf(shortcode)),
        element(
          "span",
          { className: "votes" },
          `${Number(votes).toLocaleString("en")} ${Number(votes) === 1 ? "vote" : "votes"}`,
        ),
      ),
    );
  },
}[view];

async function show() {
  if (views === undefined) return;
  if (signIn) {
    signIn.hidden = token.get() !== null;
    if (token.get() === null) return;
  }
  try {
    content.replaceChildren(...(await views()));
  } catch (error) {
    showError(error);
  } finally {
    content.setAttribute("aria-busy", "false");
  }
}

signIn?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const alert = signIn.querySelector("[role=alert]");
  alert.textContent = "";
  try {
    const { body } = await request("/auth", {
      method: "POST",
      body: new URLSearchParams(new FormData(signIn)),
    });
    token.set(body.access_token);
    signIn.reset();
    if (view === "sign-in") location.assign("/");
    else await show();
  } catch (error) {
    alert.textContent = error.message;
  }
});

await show();
