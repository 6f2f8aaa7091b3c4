import type { Config } from "../config.ts";
import { createWebClient, type WebClient } from "./create-web-client.ts";

/** The clients of a run: one that all visits share, or one for each visit. */
export type WebClients = {
  forVisit(): WebClient;
  /** The visit is over. */
  release(client: WebClient): void;
  /** Of all of them together. */
  counts(): { readonly connectionsOpened: number; readonly resent: number };
  close(): void;
};

type Settings = Pick<
  Config,
  "WEB_HOST" | "HOST_OVERRIDE" | "REQUEST_TIMEOUT" | "CONNECTIONS" | "MAX_IN_FLIGHT" | "TLS_VERIFY"
>;

export function createWebClients(config: Settings): WebClients {
  const create = () =>
    createWebClient({
      target: config.WEB_HOST,
      hostHeader: config.HOST_OVERRIDE,
      timeoutMs: config.REQUEST_TIMEOUT,
      verifiesCertificate: config.TLS_VERIFY,
      maxIdle: config.MAX_IN_FLIGHT,
    });
  return config.CONNECTIONS === "keep-alive" ? shared(create()) : onePerVisit(create);
}

function shared(client: WebClient): WebClients {
  return { forVisit: () => client, release: () => {}, counts: client.counts, close: client.close };
}

function onePerVisit(create: () => WebClient): WebClients {
  let [connectionsOpened, resent] = [0, 0];
  return {
    forVisit: create,
    release: (client) => {
      const counts = client.counts();
      connectionsOpened += counts.connectionsOpened;
      resent += counts.resent;
      client.close();
    },
    counts: () => ({ connectionsOpened, resent }),
    close: () => {},
  };
}
