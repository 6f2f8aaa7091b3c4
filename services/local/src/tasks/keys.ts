import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { orExitOnConfigError, readConfig } from "@emojivoto/shared/config/read-config.ts";
import { configSchema } from "../config.ts";
import { root } from "../root.ts";
import { kubernetesSecret } from "../secrets/kubernetes-secret.ts";
import { makeSecrets, secretFilesIn } from "../secrets/secret-files.ts";

const usage = "usage: npm run -s keys [-- --namespace NAME] | kubectl apply -f -";

/**
 * Prints keys and secrets for a cluster as a Secret. They are made once and kept in DATA_DIR/kubernetes, so that a
 * second run prints the same; without that folder there are new ones.
 */
export async function keys(args: readonly string[]): Promise<number> {
  return await orExitOnConfigError(async () => {
    const namespace = readNamespace(args);
    const { DATA_DIR } = readConfig(configSchema.pick({ DATA_DIR: true }), process.env);
    const files = secretFilesIn(join(resolve(root, DATA_DIR), "kubernetes"));
    await makeSecrets(files, "DATA_DIR");
    console.log(await kubernetesSecret(files, namespace));
    return 0;
  });
}

function readNamespace(args: readonly string[]): string {
  const { namespace } = parse(args).values;
  // RFC 1123, as Kubernetes asks of a namespace's name.
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) return namespace;
  throw new ConfigError([`--namespace: expected a namespace's name (a-z, 0-9 and -), got \`${namespace}\``, usage]);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { namespace: { type: "string", default: "emojivoto" } } });
  } catch (cause) {
    throw new ConfigError([(cause as Error).message, usage], { cause });
  }
}
