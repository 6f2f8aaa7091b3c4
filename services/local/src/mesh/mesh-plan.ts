import { z } from "zod";
import { type Address, parseAddress } from "./address.ts";

const address = z.string().transform((text, context): Address => {
  const parsed = parseAddress(text);
  if (parsed !== undefined) return parsed;
  context.issues.push({ code: "custom", message: `expected host:port, got \`${text}\``, input: text });
  return z.NEVER;
});

const name = z.string().regex(/^[a-z\d]([a-z\d-]*[a-z\d])?$/, "expected a name of letters, digits and dashes");

const outbound = z.strictObject({
  listen: address,
  /** A workload of this mesh, or the `host:port` of an inbound proxy in another process. */
  to: z.string(),
  /** What its port is reported as; the destination's host unless told. */
  name: name.optional(),
  /** Carries bytes unread, as Linkerd does for a port that is declared opaque. */
  opaque: z.boolean().default(false),
  /** How often a request that is answered 5xx is sent again. */
  retries: z.int().min(0).max(10).default(0),
});

const workload = z.strictObject({
  workload: name,
  /** Without `app`, or with its port 0, the supervisor tells the port once the app has it. */
  inbound: z.strictObject({ listen: address, app: address.default({ host: "127.0.0.1", port: 0 }) }).optional(),
  outbound: z.array(outbound).default([]),
});

/** The proxies of a mesh, by workload. */
export const meshPlanSchema = z.array(workload).min(1).check(checkNames);

export type MeshPlan = z.output<typeof meshPlanSchema>;
export type OutboundPlan = MeshPlan[number]["outbound"][number];

/** The name that an outbound port is reported under, after its workload's. */
export function outboundName({ name: given, to }: Pick<OutboundPlan, "name" | "to">): string {
  return given ?? parseAddress(to)?.host ?? to;
}

function checkNames({ value: plan, issues }: z.core.ParsePayload<MeshPlan>): void {
  const seen = new Set<string>();
  const fault = (path: PropertyKey[], message: string) => issues.push({ code: "custom", message, path, input: plan });
  const own = (path: PropertyKey[], found: string) => {
    if (seen.has(found)) fault(path, `expected a name of its own, got \`${found}\` again`);
    seen.add(found);
  };
  const inbound = new Set(plan.filter((each) => each.inbound).map((each) => each.workload));
  for (const [at, each] of plan.entries()) {
    own([at, "workload"], each.workload);
    for (const [index, { to, name: given }] of each.outbound.entries()) {
      own([at, "outbound", index, "name"], `${each.workload}.${outboundName({ name: given, to })}`);
      if (inbound.has(to) || (parseAddress(to)?.port ?? 0) > 0) continue;
      fault([at, "outbound", index, "to"], `expected a workload with an inbound proxy or host:port, got \`${to}\``);
    }
  }
}
