import { setTimeout as delay } from "node:timers/promises";
import type { Emoji } from "@emojivoto/proto/emoji";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { withoutTrace } from "./without-trace.ts";

/** Web's copy of the emoji service's list, so that a v1 vote and a leaderboard are one call each. */
export type CatalogueCopy = {
  /** The last list that was read; where there is none yet, reads it with `load`. */
  get(load: () => Promise<readonly Emoji[]>): Promise<ReadonlyMap<string, Emoji>>;
  /** Reads the list now and then, without traces, until `stop` aborts; the last good one is kept on failure. */
  keepFresh(load: () => Promise<readonly Emoji[]>, stop: AbortSignal): Promise<void>;
};

const refreshMs = 60_000;
const retryMs = 1_000;

export function createCatalogueCopy(log: Logger): CatalogueCopy {
  let copy: ReadonlyMap<string, Emoji> | undefined;
  const read = async (load: () => Promise<readonly Emoji[]>) => {
    copy = new Map((await load()).map((emoji) => [emoji.shortcode, emoji]));
    return copy;
  };
  return {
    get: async (load) => copy ?? (await read(load)),
    keepFresh: async (load, stop) => {
      let failing = false;
      while (!stop.aborted) {
        try {
          await withoutTrace(() => read(load));
          failing = false;
        } catch (error) {
          if (!failing && !stop.aborted)
            log.warn({ reason: (error as Error).message }, "cannot read the emoji list yet");
          failing = true;
        }
        await delay(copy === undefined ? retryMs : refreshMs, undefined, { signal: stop, ref: false }).catch(() => {});
      }
    },
  };
}
