import { type Credentials, makeCredentials } from "./make-credentials.ts";
import { type RunningService, startService } from "./start-service.ts";

/** emoji, voting (in memory) and web as processes, with keys and one app. */
export type Stack = {
  readonly emoji: RunningService;
  readonly voting: RunningService;
  readonly web: RunningService;
  readonly credentials: Credentials;
  /** What web was started with, for another web before the same backends. */
  readonly webEnv: Readonly<Record<string, string>>;
  /** Of web, without a closing slash. */
  readonly url: string;
  /** A token of POST /auth for the one app. */
  signIn(): Promise<string>;
  stop(): Promise<void>;
};

type StackOptions = {
  /** For all three services. */
  readonly env?: Readonly<Record<string, string>>;
  readonly webEnv?: Readonly<Record<string, string>>;
  readonly votingEnv?: Readonly<Record<string, string>>;
};

/** Starts the stack; the caller stops it. */
export async function startStack({ env = {}, webEnv = {}, votingEnv = {} }: StackOptions = {}): Promise<Stack> {
  const credentials = makeCredentials();
  const backendEnv = { ...env, ...credentials.backendEnv };
  const [emoji, voting] = await Promise.all([
    startService("emoji", backendEnv, { keep: true }),
    startService("voting", { VOTES_URL: "memory:", ...backendEnv, ...votingEnv }, { keep: true }),
  ]);
  const allWebEnv = {
    ...env,
    EMOJISVC_HOST: `127.0.0.1:${emoji.ports["grpc"]}`,
    VOTINGSVC_HOST: `127.0.0.1:${voting.ports["grpc"]}`,
    ...credentials.webEnv,
    ...webEnv,
  };
  const web = await startService("web", allWebEnv, { keep: true });
  const url = `http://127.0.0.1:${web.ports["http"]}`;
  return {
    emoji,
    voting,
    web,
    credentials,
    webEnv: allWebEnv,
    url,
    signIn: async () => {
      const response = await fetch(`${url}/auth`, {
        method: "POST",
        body: new URLSearchParams({ app_key: credentials.appKey, app_secret: credentials.appSecret }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    stop: async () => {
      await Promise.all([web, emoji, voting].map((service) => service.stop()));
      credentials.remove();
    },
  };
}
