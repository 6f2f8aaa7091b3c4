import { kubectl } from "./run-kubectl.ts";

/** Resolves when all pods of these workloads are as last applied, and ready. */
export async function untilRolledOut(namespace = "emojivoto", workloads = "deployments"): Promise<void> {
  await kubectl(["-n", namespace, "rollout", "status", workloads, "--timeout=90s"]);
}
