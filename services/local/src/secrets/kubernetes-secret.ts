import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { SecretFiles } from "./secret-files.ts";

/** The name that kustomize/components/jwt mounts it by. */
const name = "emojivoto-keys";

/**
 * The files as a Kubernetes Secret, in JSON as `kubectl apply -f -` takes it, each under its file's name; not as stringData,
 * which a second apply would never find unchanged.
 * Source: https://kubernetes.io/docs/concepts/configuration/secret/
 */
export async function kubernetesSecret(files: SecretFiles, namespace: string): Promise<string> {
  const contents = Object.values(files).map(async (file) => [basename(file), await readFile(file, "base64")] as const);
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, labels: { "app.kubernetes.io/part-of": "emojivoto" } },
    type: "Opaque",
    data: Object.fromEntries(await Promise.all(contents)),
  };
  return JSON.stringify(secret, undefined, 2);
}
