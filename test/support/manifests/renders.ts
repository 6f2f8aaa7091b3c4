import type { NamedKustomization } from "./kustomizations.ts";
import type { Manifest } from "./manifest.ts";
import { parseManifests } from "./parse-manifests.ts";

/** What a cluster holds after one `kubectl apply -k`. */
export type Render = { readonly name: string; readonly manifests: readonly Manifest[] };

/** What a kustomization renders to; `fault` says why it does not. */
type Attempt = { readonly name: string; readonly yaml: string; readonly fault?: string };

/** Renders them side by side; `faults` says which do not. */
export async function renderAll(
  kustomizations: readonly NamedKustomization[],
): Promise<{ readonly renders: readonly Render[]; readonly faults: readonly string[] }> {
  const attempts = await Promise.all(kustomizations.map(attempt));
  const parsed = parserOfMany();
  const renders = attempts.map(({ name, yaml }) => ({ name, manifests: parsed(yaml) }));
  return { renders: withOverlays(renders), faults: attempts.flatMap(({ fault = [] }) => fault) };
}

/** doctor is a Job beside an overlay. */
function withOverlays(renders: readonly Render[]): Render[] {
  const tracing = renders.find(({ name }) => name === "overlays/tracing")?.manifests ?? [];
  return renders.map(({ name, manifests }) => ({
    name,
    manifests: name.startsWith("doctor") ? [...tracing, ...manifests] : manifests,
  }));
}

async function attempt({ name, render }: NamedKustomization): Promise<Attempt> {
  try {
    return { name, yaml: await render() };
  } catch (error) {
    return { name, yaml: "", fault: `${name}: ${String(error)}` };
  }
}

/** Most documents are in most renders: each is parsed once. */
function parserOfMany(): (yaml: string) => Manifest[] {
  const known = new Map<string, Manifest[]>();
  return (yaml) =>
    yaml.split(/^---$/m).flatMap((text) => {
      const manifests = known.get(text) ?? parseManifests(text);
      known.set(text, manifests);
      return manifests;
    });
}
