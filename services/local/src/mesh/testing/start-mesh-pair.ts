import { onTestFinished } from "vitest";
import { createMesh, type Mesh } from "../create-mesh.ts";
import { meshPlanSchema } from "../mesh-plan.ts";
import { createRequestTracer } from "../spans/create-request-tracer.ts";
import type { SpanRecord } from "../spans/span-record.ts";

/** Two workloads: `bot` with an outbound proxy, which calls `web` with an inbound one. */
export type MeshPair = {
  readonly mesh: Mesh;
  /** Where bot sends to: the way through both proxies. */
  readonly port: number;
  /** Of web's inbound proxy, for callers outside the mesh. */
  readonly inboundPort: number;
  readonly spans: SpanRecord[];
};

type PairOptions = { readonly opaque?: boolean; readonly retries?: number };

/** Starts the pair before an app at `appPort` (none yet: 0) in this process; drained at the end of the test. */
export async function startMeshPair(appPort: number, options: PairOptions = {}): Promise<MeshPair> {
  const listen = "127.0.0.1:0";
  const plan = meshPlanSchema.parse([
    { workload: "web", inbound: { listen, app: `127.0.0.1:${appPort}` } },
    { workload: "bot", outbound: [{ listen, to: "web", ...options }] },
  ]);
  const spans: SpanRecord[] = [];
  const mesh = createMesh({
    plan,
    token: "token",
    createTracer: (proxy) => createRequestTracer({ proxy, clock: Date.now, record: (span) => spans.push(span) }),
    count: () => {},
  });
  const ports = await mesh.listen();
  onTestFinished(mesh.drain);
  return { mesh, port: ports["bot.web"]!, inboundPort: ports["web.inbound"]!, spans };
}
