import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/** How a drive went. */
export type Drive = {
  /** Of each answer, in milliseconds from the send. */
  readonly latenciesMs: readonly number[];
  readonly sent: number;
  /** Answers of 400 and above, and requests without an answer. */
  readonly failed: number;
};

export type DriveOptions = {
  readonly url: string;
  readonly ratePerSecond: number;
  readonly durationMs: number;
  readonly headers?: (index: number) => Record<string, string>;
};

/** Sends POST requests by the clock, whatever becomes of those before, over kept-alive connections. */
export async function drive({ url, ratePerSecond, durationMs, headers = () => ({}) }: DriveOptions): Promise<Drive> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const total = Math.round((ratePerSecond * durationMs) / 1_000);
  const pending = new Set<Promise<void>>();
  let failed = 0;
  const send = (index: number) =>
    new Promise<void>((resolve) => {
      const sentAt = performance.now();
      const fail = () => {
        failed += 1;
        resolve();
      };
      const outgoing = request(url, { method: "POST", agent, headers: headers(index), timeout: 10_000 }, (response) => {
        response.resume().once("end", () => {
          latenciesMs.push(performance.now() - sentAt);
          if ((response.statusCode ?? 0) >= 400) fail();
          resolve();
        });
        response.once("error", fail);
      });
      outgoing.once("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
      outgoing.once("error", fail);
      outgoing.end();
    });
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) * ratePerSecond) / 1_000));
    for (; sent < due; sent += 1) {
      const one = send(sent).finally(() => pending.delete(one));
      pending.add(one);
    }
    await delay(1);
  }
  await Promise.all(pending);
  agent.destroy();
  return { latenciesMs, sent: total, failed };
}

/** The middle value; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
