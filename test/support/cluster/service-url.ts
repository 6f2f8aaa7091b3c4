import { kubectl } from "./run-kubectl.ts";

/** The URL of a Service's first port, at its address in the cluster, which this machine reaches. */
export async function serviceUrl(name: string, namespace = "emojivoto"): Promise<string> {
  const path = "jsonpath={.spec.clusterIP}:{.spec.ports[0].port}";
  return `http://${await kubectl(["-n", namespace, "get", "service", name, "-o", path])}`;
}
