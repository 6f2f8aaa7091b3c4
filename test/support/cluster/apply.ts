import { join } from "node:path";
import { kustomizeFolder } from "../manifests/kustomize-folder.ts";
import { kubectl } from "./run-kubectl.ts";

/** A folder of kustomize/ as kubectl takes it. */
export const kustomization = (path: string) => join(kustomizeFolder, path);

/** What `kubectl apply -k` says of each object; a warning of the API server is a failure. */
export async function apply(folder: string): Promise<string[]> {
  return (await kubectl(["apply", "--warnings-as-errors", "-k", folder])).split("\n");
}

/** The same of manifests, as objects or as text. */
export async function applyManifests(manifests: readonly object[] | string): Promise<string[]> {
  const text = typeof manifests === "string" ? manifests : asList(manifests);
  return (await kubectl(["apply", "--warnings-as-errors", "-f", "-"], text)).split("\n");
}

/** As a document that kubectl reads from its standard input. */
export function asList(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}
