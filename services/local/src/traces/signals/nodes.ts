import type { ProxySide } from "../store/origin.ts";
import type { Node } from "./topology.ts";

/** The nodes of the topology; each is made once, as every span names some. */
export type Nodes = {
  app(service: string): Node;
  /** A database or a message system, by the name of its kind. */
  store(system: string): Node;
  /** The proxy at a workload; its two sides are two nodes, so that a request's way has no loop. */
  proxy(app: string, side: ProxySide): Node;
};

/** Names beyond this many are of no topology that anybody could look at. */
const maxNodes = 1_000;

export function createNodes(): Nodes {
  const [apps, stores, inbound, outbound] = [new Map(), new Map(), new Map(), new Map()] as const;
  return {
    app: (service) => once(apps, service, () => ({ id: service, label: service, kind: "app" })),
    store: (system) => once(stores, system, () => ({ id: `store:${system}`, label: system, kind: "store" })),
    proxy: (app, side) =>
      once(side === "inbound" ? inbound : outbound, app, () => ({
        id: `proxy:${app}:${side}`,
        label: `${app} ${side}`,
        kind: "proxy",
        app,
      })),
  };
}

function once(nodes: Map<string, Node>, name: string, create: () => Node): Node {
  let node = nodes.get(name);
  if (node === undefined) {
    if (nodes.size >= maxNodes) nodes.clear();
    nodes.set(name, (node = create()));
  }
  return node;
}
