import { parseAllDocuments } from "yaml";
import type { Manifest } from "./manifest.ts";

/** The documents of a YAML text, read as Kubernetes reads them: by YAML 1.1, where `0440` is octal and `off` is false. */
export function parseManifests(yaml: string): Manifest[] {
  return parseAllDocuments(yaml, { version: "1.1" })
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}
