import { type Address, parseAddress } from "./address.ts";
import { createProxy, type Proxy } from "./create-proxy.ts";
import { createClientIdentity } from "./headers/client-identity.ts";
import { dropHopByHop } from "./headers/drop-hop-by-hop.ts";
import { type MeshPlan, outboundName } from "./mesh-plan.ts";
import type { RequestTracer } from "./spans/create-request-tracer.ts";
import type { ProxySide } from "./spans/span-record.ts";

/** All proxies of a plan, in this process. */
export type Mesh = {
  /** Resolves to the ports, as `<workload>.inbound` and `<workload>.<destination>`. */
  listen(): Promise<Record<string, number>>;
  /** Tells where a workload's app listens, again after a restart; false when no inbound proxy waits for it. */
  setAppPort(workload: string, port: number): boolean;
  drain(): Promise<void>;
};

export type MeshOptions = {
  readonly plan: MeshPlan;
  /** What the proxies know each other by. */
  readonly token: string;
  createTracer(proxy: ProxySide): RequestTracer;
  count(proxy: ProxySide, status: number): void;
};

type Listener = { readonly name: string; readonly address: Address; readonly proxy: Proxy };

export function createMesh({ plan, token, createTracer, count }: MeshOptions): Mesh {
  const identity = createClientIdentity(token);
  const apps = new Map(plan.flatMap(({ workload, inbound }) => (inbound ? [[workload, inbound.app]] : [])));
  const inboundPorts = new Map<string, Address>();
  const common = (side: ProxySide) => ({
    trace: createTracer(side),
    count: (status: number) => count(side, status),
  });
  const inbound = plan.flatMap(({ workload, inbound: own }): Listener[] => {
    if (own === undefined) return [];
    const proxy = createProxy({
      ...common({ workload, direction: "inbound" }),
      upstream: () => known(apps.get(workload)),
      admit: (headers) => identity.verify(dropHopByHop(headers)),
      retries: 0,
      opaque: false,
    });
    return [{ name: workload, address: own.listen, proxy }];
  });
  const outbound = plan.flatMap(({ workload, outbound: all }) =>
    all.map((own): Listener => {
      const proxy = createProxy({
        ...common({ workload, direction: "outbound" }),
        upstream: () => inboundPorts.get(own.to) ?? parseAddress(own.to),
        admit: (headers) => identity.claim(dropHopByHop(headers), workload),
        retries: own.retries,
        opaque: own.opaque,
      });
      return { name: `${workload}.${outboundName(own)}`, address: own.listen, proxy };
    }),
  );
  return {
    listen: async () => {
      const ports: Record<string, number> = {};
      for (const { name, address, proxy } of inbound) {
        const port = await proxy.listen(address);
        ports[`${name}.inbound`] = port;
        inboundPorts.set(name, { host: loopbackOf(address.host), port });
      }
      for (const { name, address, proxy } of outbound) ports[name] = await proxy.listen(address);
      return ports;
    },
    setAppPort: (workload, port) => {
      const app = apps.get(workload);
      if (app === undefined) return false;
      apps.set(workload, { host: app.host, port });
      return true;
    },
    drain: async () => void (await Promise.all([...inbound, ...outbound].map(({ proxy }) => proxy.drain()))),
  };
}

const known = (address: Address | undefined) => (address !== undefined && address.port > 0 ? address : undefined);

/** Where one of our own listeners is reached from here. */
function loopbackOf(listenHost: string): string {
  if (listenHost === "0.0.0.0") return "127.0.0.1";
  return listenHost === "::" ? "::1" : listenHost;
}
