import { join } from "node:path";
import { root } from "../compose/read-compose-file.ts";

/** Where the manifests are. */
export const kustomizeFolder = join(root, "kustomize");
