import { afterAll, beforeAll, beforeEach } from "vitest";
import { kubectl } from "./run-kubectl.ts";

/** On a machine that does other things too. */
export const withinMs = 120_000;

/** Those that kustomize/ has objects in. */
export const namespaces = ["emojivoto", "jaeger-system"];

/**
 * Within a describe: neither the app nor Jaeger is there when the tests begin, nor when they are over. Of a test that
 * fails, the pods, the last events and their last lines show.
 */
export function useEmptyCluster(): void {
  beforeAll(removeNamespaces, withinMs);
  beforeEach(({ onTestFailed }) => onTestFailed(async () => console.error(await describePods())));
  afterAll(removeNamespaces, withinMs);
}

async function removeNamespaces(): Promise<void> {
  await kubectl(["delete", "namespace", ...namespaces, "--ignore-not-found", "--wait=false"]);
  // Pods that nobody waits for need not drain.
  for (const namespace of namespaces) {
    await kubectl(["-n", namespace, "delete", "pods", "--all", "--grace-period=1", "--wait=false"]);
  }
  await kubectl(["wait", "--for=delete", ...namespaces.map((name) => `namespace/${name}`), "--timeout=90s"]);
}

async function describePods(): Promise<string> {
  const pods = await kubectl(["get", "pods", "--all-namespaces"]);
  const events = await kubectl(["get", "events", "--all-namespaces", "--sort-by=.lastTimestamp"]);
  const logs = ["logs", "--selector=app", "--prefix", "--tail=4", "--ignore-errors", "--max-log-requests=20"];
  return [pods, ...events.split("\n").slice(-8), await kubectl(["-n", "emojivoto", ...logs])].join("\n");
}
