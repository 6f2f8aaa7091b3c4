import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../support/compose/read-compose-file.ts";
import { workloadsOf } from "../../support/manifests/kinds.ts";
import { nameOf } from "../../support/manifests/manifest.ts";
import { containersOf } from "../../support/manifests/pod.ts";
import type { Invariants } from "./invariant.ts";

type Images = {
  readonly images: readonly { readonly name: string; readonly newName?: string; readonly newTag: string }[];
};

export const imageInvariants: Invariants = {
  "an image is of an exact version, which for ours is that of components/images": {
    faultsOf: (manifests) => {
      const ours = ourImages();
      return workloadsOf(manifests).flatMap((workload) =>
        containersOf(workload.spec.template.spec)
          .filter(({ image }) => !ours.includes(image) && (isOurs(image) || !/:v?\d+\.\d+\.\d+$/.test(image)))
          .map(({ image }) => `${nameOf(workload)}: ${image}`),
      );
    },
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              initContainers: [{ image: busybox:latest }]
              containers: [{ image: emojivoto-web }, { image: emojivoto-emoji:9.9.9 }, { image: grafana/grafana:13.1.0 }]`,
      ],
      faults: [
        "Deployment/web: busybox:latest",
        "Deployment/web: emojivoto-web",
        "Deployment/web: emojivoto-emoji:9.9.9",
      ],
    },
  },
};

const isOurs = (image: string) => /(?:^|\/)emojivoto-/.test(image);

function ourImages(): string[] {
  const file = join(root, "kustomize/components/images/kustomization.yaml");
  const { images: ours } = parse(readFileSync(file, "utf8")) as Images;
  return ours.map(({ name, newName = name, newTag }) => `${newName}:${newTag}`);
}
