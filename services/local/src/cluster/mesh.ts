import type { StartConfig } from "../config.ts";
import { adminPort, type LocalPort, type LocalService, type ServicePorts } from "./local-service.ts";

/** Who calls whom: a proxy pair at each, with an outbound listener a callee. */
const calls = { emoji: [], voting: [], web: ["emoji", "voting"], "vote-bot": ["web"] } as const;

/** The stand-in mesh: the inbound proxies have the services' own ports, the outbound ones free ports. */
export function mesh(config: StartConfig): LocalService {
  const ports: LocalPort[] = [
    { name: "emoji.inbound", ourVariable: "EMOJI_PORT", port: config.EMOJI_PORT },
    { name: "voting.inbound", ourVariable: "VOTING_PORT", port: config.VOTING_PORT },
    { name: "web.inbound", ourVariable: "WEB_PORT", port: config.WEB_PORT },
    adminPort(config, "MESH_ADMIN_PORT"),
  ];
  return {
    name: "mesh",
    mainFile: "services/local/src/mesh/main.ts",
    ports,
    env: (_, before = {}) => ({ MESH_PROXIES: JSON.stringify(proxies(ports, before)) }),
  };
}

function proxies(ports: readonly LocalPort[], before: ServicePorts) {
  const configured = Object.fromEntries(ports.map(({ name, port }) => [name, port]));
  const listen = (name: string) => `127.0.0.1:${before[name] ?? configured[name] ?? 0}`;
  return Object.entries(calls).map(([workload, callees]) => ({
    workload,
    // Where the app is, it tells when it is up; nobody calls vote-bot.
    inbound: workload === "vote-bot" ? undefined : { listen: listen(`${workload}.inbound`) },
    outbound: callees.map((to) => ({ to, listen: listen(`${workload}.${to}`) })),
  }));
}
