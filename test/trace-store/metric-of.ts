import type { TraceBackend } from "../support/start-jaeger.ts";

/** The value of one of the store's metrics without labels. */
export async function metricOf({ query }: TraceBackend, name: string): Promise<number> {
  const text = await (await fetch(`${query}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
}
