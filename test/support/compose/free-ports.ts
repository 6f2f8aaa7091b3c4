import { freePort } from "../free-port.ts";
import { readComposeText } from "./read-compose-file.ts";

const variables = [...readComposeText("docker-compose.yml").matchAll(/\$\{(\w+_PORT):-/g)].map(([, name]) => name!);

/** A free port for each variable of docker-compose.yml that names a published one. */
export async function freePorts(): Promise<Record<string, string>> {
  const ports: Record<string, string> = {};
  for (const variable of new Set(variables)) ports[variable] = String(await freePort());
  return ports;
}
