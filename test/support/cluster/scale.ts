import { expect, vi } from "vitest";
import { listPods } from "./list-pods.ts";
import { ofApp } from "./of-app.ts";

/** Scales web or emoji; resolves when so many pods are ready, and there is no other. */
export async function scale(name: string, replicas: number): Promise<void> {
  await ofApp("scale", `deployment/${name}`, `--replicas=${replicas}`);
  await ofApp("rollout", "status", `deployment/${name}`, "--timeout=60s");
  const look = async () => expect(await listPods("--selector", `app=${name}-svc`)).toHaveLength(replicas);
  await vi.waitFor(look, { timeout: 30_000, interval: 200 });
}
