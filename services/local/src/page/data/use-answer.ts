import { useEffect, useState } from "preact/hooks";
import { fetchJson } from "./fetch-json.ts";
import { retryDelayMs } from "./retry-delay.ts";

export type Answer<T> = {
  /** The last good one, kept while the store is away. */
  readonly data?: T;
  /** Why the last try failed. */
  readonly error?: string;
};

/**
 * Fetches `path`, again after a failure, and again each `everyMs(data)` milliseconds until that is undefined.
 * Nothing is fetched while `path` is undefined; another `version` asks again at once.
 */
export function useAnswer<T>(
  path: string | undefined,
  everyMs: (data: T) => number | undefined,
  version = 0,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { path?: string }>({});

  useEffect(() => {
    if (path === undefined) return;
    const ending = new AbortController();
    let timer = 0;
    let failures = 0;
    const load = async () => {
      let delayMs: number | undefined;
      try {
        const data = await fetchJson<T>(path, ending.signal);
        failures = 0;
        setAnswer({ path, data });
        delayMs = everyMs(data);
      } catch (error) {
        if (ending.signal.aborted) return;
        failures += 1;
        setAnswer((before) => ({ ...(before.path === path ? before : { path }), error: messageOf(error) }));
        delayMs = retryDelayMs(failures);
      }
      if (delayMs !== undefined && !ending.signal.aborted) timer = window.setTimeout(() => void load(), delayMs);
    };
    void load();
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [path, version]);

  return answer.path === path ? answer : {};
}

function messageOf(error: unknown): string {
  // What a browser says of a refused connection helps nobody.
  if (error instanceof TypeError) return "the trace store cannot be reached";
  return error instanceof Error ? error.message : String(error);
}
