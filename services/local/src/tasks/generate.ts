import { generateDashboards } from "@emojivoto/grafana/generate-dashboards.ts";
import { generate as generateProto } from "@emojivoto/proto/generate";

/** Writes Voting.proto's vote methods from the catalogue, the code from the .proto files, and Grafana's dashboards. */
export async function generate(): Promise<number> {
  generateProto();
  generateDashboards();
  return 0;
}
