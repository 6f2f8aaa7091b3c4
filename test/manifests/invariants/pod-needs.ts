import { containersOf, type PodSpec, type Volume } from "../../support/manifests/pod.ts";

/** Something that a pod does not start without, like `ConfigMap/addresses`, and the keys of it that it names. */
export type Need = { readonly object: string; readonly keys: readonly string[] };

/** All that a pod's volumes and variables come from. */
export function podNeeds(pod: PodSpec): Need[] {
  return [...(pod.volumes ?? []).flatMap(ofVolume), ...containersOf(pod).flatMap(ofVariables)];
}

function ofVolume({ configMap, secret, persistentVolumeClaim: claim }: Volume): Need[] {
  return [
    ...need("ConfigMap", configMap?.name, configMap?.items),
    ...need("Secret", secret?.secretName, secret?.items),
    ...need("PersistentVolumeClaim", claim?.claimName),
  ];
}

function ofVariables({ envFrom = [], env = [] }: PodSpec["containers"][number]): Need[] {
  return [
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...need("ConfigMap", configMapRef?.name),
      ...need("Secret", secretRef?.name),
    ]),
    ...env.flatMap(({ valueFrom: { configMapKeyRef, secretKeyRef } = {} }) => [
      ...need("ConfigMap", configMapKeyRef?.name, configMapKeyRef && [configMapKeyRef]),
      ...need("Secret", secretKeyRef?.name, secretKeyRef && [secretKeyRef]),
    ]),
  ];
}

function need(kind: string, name: string | undefined, items: readonly { readonly key: string }[] = []): Need[] {
  return name === undefined ? [] : [{ object: `${kind}/${name}`, keys: items.map(({ key }) => key) }];
}
