import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { applyManifests } from "./apply.ts";
import { kubectl } from "./run-kubectl.ts";

const name = `votes-${process.pid}`;
const folder = join(process.env["CLUSTER_FOLDER"] ?? "", "volumes", name);

/** Offers the node's folder of volumes to the claim of components/persistence. */
export async function makeVotesVolume(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/os", operator: "Exists" }] }] };
  const spec = {
    capacity: { storage: "1Gi" },
    accessModes: ["ReadWriteOnce"],
    claimRef: { namespace: "emojivoto", name: "votes" },
    local: { path: `/var/lib/volumes/${name}` },
    nodeAffinity: { required },
  };
  await applyManifests([{ apiVersion: "v1", kind: "PersistentVolume", metadata: { name }, spec }]);
}

/** To be called when nothing claims it any more. */
export async function removeVotesVolume(): Promise<void> {
  await kubectl(["delete", "persistentvolume", name, "--timeout=30s"]);
  await rm(folder, { recursive: true });
}
