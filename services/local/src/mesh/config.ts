import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import { duration, onOff, optionalPath, optionalText } from "@emojivoto/shared/config/variables.ts";
import { parseJson } from "@emojivoto/shared/json/parse-json.ts";
import { z } from "zod";
import { type MeshPlan, meshPlanSchema } from "./mesh-plan.ts";
import { parseOtlpTarget } from "./spans/parse-otlp-target.ts";

const endpoint = () =>
  optionalText().refine((text) => text === undefined || parseOtlpTarget(text) !== undefined, {
    error: ({ input }) => `expected host:port or an http(s) URL, got \`${String(input)}\``,
  });

export const configSchema = z.object({
  ...serviceVariables,
  MESH_PROXIES: z
    .string({ error: "expected the proxies as JSON, got nothing" })
    .transform(parsePlan)
    .describe("The proxies as JSON: a list of {workload, inbound, outbound}; see mesh-plan.ts"),
  MESH_TOKEN_FILE: optionalPath().describe(
    "File with what the proxies of a mesh know each other by; random unless set",
  ),
  MESH_SIDECAR: onOff("off").describe(
    "End with exit code 1 when the container whose network this one shares has ended",
  ),
  MESH_EXPORT_INTERVAL: duration("10s")
    .refine((intervalMs) => intervalMs > 0, "expected a duration above 0, got `0`")
    .describe("How often the proxies export their spans"),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint().describe("Where spans go, by gRPC; unset, headers pass as they are"),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint().describe("The same for traces alone; goes first"),
});

export type MeshConfig = z.output<typeof configSchema>;

function parsePlan(text: string, context: z.core.$RefinementCtx<string>): MeshPlan {
  const result = meshPlanSchema.safeParse(parseJson(text));
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    const where = path.length > 0 ? `${path.join(".")}: ` : "";
    context.issues.push({ code: "custom", message: `${where}${message}`, input: text });
  }
  return z.NEVER;
}
