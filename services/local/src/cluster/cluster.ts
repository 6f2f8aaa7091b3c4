import type { StartConfig } from "../config.ts";
import type { SecretFiles } from "../secrets/secret-files.ts";
import { emoji, voteBot, voting, web } from "./apps.ts";
import type { LocalService, ServiceName } from "./local-service.ts";
import { mesh } from "./mesh.ts";
import { keepsTraces, traces } from "./traces.ts";

/** What `npm start` runs, in stages: each is started when the one before it is ready. */
export function cluster(config: StartConfig, files: SecretFiles, pageDir: string | undefined): LocalService[][] {
  const store = keepsTraces(config) ? [traces(config, pageDir)] : [];
  // With a fixed port the store may start beside web, on a core that is idle then; nothing is traced before.
  const isFound = config.OTLP_GRPC_PORT !== 0 && !config.withMesh;
  return [
    isFound ? [] : store,
    config.withMesh ? [mesh(config)] : [],
    [emoji(config, files), voting(config, files)],
    [web(config, files), ...(isFound ? store : [])],
    config.withBot ? [voteBot(config, files)] : [],
  ].filter((stage) => stage.length > 0);
}

const last: readonly ServiceName[] = ["mesh", "traces"];

/** The order of stopping: callers before callees, then the proxies between them, and last who keeps their spans. */
export function stopOrder(stages: readonly (readonly LocalService[])[]): LocalService[][] {
  const early = stages.toReversed().map((stage) => stage.filter(({ name }) => !last.includes(name)));
  const late = last.map((name) => stages.flat().filter((service) => service.name === name));
  return [...early, ...late].filter((stage) => stage.length > 0);
}
