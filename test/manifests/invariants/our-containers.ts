import { configSchema as emojiSchema } from "@emojivoto/emoji/config.ts";
import { configSchema as voteBotSchema } from "@emojivoto/vote-bot/config.ts";
import { doctorSchema } from "@emojivoto/vote-bot/doctor/doctor-variables.ts";
import { configSchema as votingSchema } from "@emojivoto/voting/config.ts";
import { configSchema as webSchema } from "@emojivoto/web/config.ts";
import type { z } from "zod";
import { ofKind, workloadsOf } from "../../support/manifests/kinds.ts";
import { isBeside, type Manifest, nameOf } from "../../support/manifests/manifest.ts";
import type { Container, Variable } from "../../support/manifests/pod.ts";

/** What each of our programs reads; vote-bot's second one goes by its first argument. */
export const programs: Readonly<Record<string, z.ZodObject>> = {
  web: webSchema,
  emoji: emojiSchema,
  voting: votingSchema,
  "vote-bot": voteBotSchema,
  doctor: doctorSchema,
};

/** A container of ours, which program it runs, and the values of its variables. */
type OurContainer = {
  readonly name: string;
  readonly program: string;
  readonly container: Container;
  readonly values: Readonly<Record<string, string>>;
};

/** Those of our images. */
export function ourContainers(manifests: readonly Manifest[]): OurContainer[] {
  return workloadsOf(manifests).flatMap((workload) => {
    const maps = ofKind(manifests, "ConfigMap").filter((map) => isBeside(map, workload));
    const data = new Map(maps.map((map) => [map.metadata.name, map.data ?? {}]));
    return workload.spec.template.spec.containers.flatMap((container) => {
      const image = /(?:^|\/)emojivoto-([\w-]+)/.exec(container.image)?.[1];
      if (image === undefined) return [];
      const program = container.args?.includes("doctor") ? "doctor" : image;
      return [{ name: nameOf(workload), program, container, values: valuesOf(container, data) }];
    });
  });
}

/** What `env` names goes before what `envFrom` brings. */
function valuesOf(
  { envFrom = [], env = [] }: Container,
  data: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Record<string, string> {
  const valueOf = ({ value = "", valueFrom: { configMapKeyRef: from } = {} }: Variable) =>
    from === undefined ? value : (data.get(from.name)?.[from.key] ?? "");
  return Object.assign(
    {},
    ...envFrom.map(({ configMapRef }) => data.get(configMapRef?.name ?? "")),
    ...env.map((variable) => ({ [variable.name]: valueOf(variable) })),
  );
}
