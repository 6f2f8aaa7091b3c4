import { kubectl } from "./run-kubectl.ts";

type Summary = {
  readonly pods: readonly {
    readonly podRef: { readonly name: string };
    readonly memory?: { readonly workingSetBytes: number };
  }[];
};

/** What each pod of the cluster's only node uses in MiB, by the pod's name; files that the kernel may forget left out. */
export async function memoryOfPods(): Promise<Map<string, number>> {
  const node = await kubectl(["get", "nodes", "-o", "jsonpath={.items[0].metadata.name}"]);
  const { pods } = JSON.parse(await kubectl(["get", "--raw", `/api/v1/nodes/${node}/proxy/stats/summary`])) as Summary;
  return new Map(
    pods.map(({ podRef, memory }) => [podRef.name, Math.round((memory?.workingSetBytes ?? Number.NaN) / 1_048_576)]),
  );
}
