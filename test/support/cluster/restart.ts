import { listPods } from "./list-pods.ts";
import { ofApp } from "./of-app.ts";

/** Restarts a Deployment as users do; resolves when its new pods are ready and those of before are gone. */
export async function restart(name: string): Promise<void> {
  const before = await listPods("--selector", `app in (${name}, ${name}-svc)`);
  await ofApp("rollout", "restart", `deployment/${name}`);
  await ofApp("rollout", "status", `deployment/${name}`, "--timeout=60s");
  await untilGone(before.map(({ metadata }) => metadata.name));
}

/** Resolves when no pod of these names is there, not even one that is ending. */
export async function untilGone(pods: readonly string[]): Promise<void> {
  await ofApp("wait", "--for=delete", ...pods.map((name) => `pod/${name}`), "--timeout=60s");
}
