import type { ServerResponse } from "node:http";
import type { Pulse } from "../api.ts";
import type { Trace } from "../store/trace.ts";
import { QueryError } from "./query-error.ts";
import { summarize } from "./summarize.ts";

/** Server-sent events of `GET /api/live`: changed traces twice a second, the pulse once a second. */
export type Live = {
  touch(trace: Trace): void;
  join(response: ServerResponse): void;
  /** Ends all streams. */
  close(): void;
};

const ticksAPulse = 2;
const maxListeners = 64;

/** Of the traces that changed since the last tick, the newest; the list shows no more at once. */
const maxTraces = 100;

/** A reader that has so much waiting gets nothing more until it has caught up, and is cut off after `maxStalledTicks`. */
const maxWaitingBytes = 512 * 1024;
const maxStalledTicks = 60;

type Listener = { readonly response: ServerResponse; stalledTicks: number };

/** Works only while someone listens. */
export function createLive(pulse: () => Pulse, tickMs = 500): Live {
  const listeners = new Set<Listener>();
  const touched = new Set<Trace>();
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;

  const send = (name: string, data: unknown) => {
    const event = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const listener of listeners) if (listener.stalledTicks === 0) listener.response.write(event);
  };

  const tick = () => {
    for (const listener of listeners) {
      listener.stalledTicks = listener.response.writableLength > maxWaitingBytes ? listener.stalledTicks + 1 : 0;
      if (listener.stalledTicks > maxStalledTicks) listener.response.destroy();
    }
    const changed = [...touched].slice(-maxTraces);
    touched.clear();
    if (changed.length > 0) send("traces", changed.map(summarize));
    // It also tells a proxy in between that the stream is alive.
    if (ticks++ % ticksAPulse === 0) send("pulse", pulse());
  };

  const leave = (listener: Listener) => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    touched.clear();
  };

  return {
    touch: (trace) => {
      if (listeners.size === 0) return;
      touched.delete(trace);
      touched.add(trace);
      if (touched.size > maxTraces) touched.delete(touched.values().next().value!);
    },
    join: (response) => {
      if (listeners.size >= maxListeners) throw new QueryError(503, `${maxListeners} readers are listening already`);
      const listener = { response, stalledTicks: 0 };
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(`retry: 1000\nevent: pulse\ndata: ${JSON.stringify(pulse())}\n\n`);
      response.once("close", () => leave(listener));
      if (listeners.size === 0) timer = setInterval(tick, tickMs);
      listeners.add(listener);
    },
    close: () => {
      for (const { response } of listeners) response.end();
    },
  };
}
