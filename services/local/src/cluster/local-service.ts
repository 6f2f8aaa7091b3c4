import type { StartConfig } from "../config.ts";

type Environment = Readonly<Record<string, string>>;

/** A port of a service: the name it is reported under, the service's variable for it, and ours. */
export type LocalPort = {
  readonly name: string;
  /** Absent where the service does not read its ports from variables of their own. */
  readonly variable?: string;
  /** Absent for a port that nobody chooses. */
  readonly ourVariable?: string;
  /** 0 for one that is free. */
  readonly port: number;
};

/** The real ports of one service, by name. */
export type ServicePorts = Readonly<Record<string, number>>;

/** The real ports of the services that have been started, by service. */
export type Ports = ReadonlyMap<string, ServicePorts>;

export type ServiceName = "emoji" | "voting" | "web" | "vote-bot" | "traces" | "mesh";

/** A service as `npm start` runs it. */
export type LocalService = {
  readonly name: ServiceName;
  /** From the top of the repository. */
  readonly mainFile: string;
  readonly ports: readonly LocalPort[];
  /**
   * Its variables, those of `portVariables` apart; `ports` holds those of the services started before it, `before`
   * its own of the start before this one.
   */
  env(ports: Ports, before?: ServicePorts): Environment;
};

type AdminVariable = Extract<keyof StartConfig, `${string}_ADMIN_PORT`>;

/** A service's admin port, under our variable for it. */
export function adminPort(config: StartConfig, ourVariable: AdminVariable): LocalPort {
  return { name: "admin", variable: "PROM_PORT", ourVariable, port: config[ourVariable] };
}

/** The address of a service that is up, from this machine. */
export function addressOf(ports: Ports, service: ServiceName, name: string): string {
  return `127.0.0.1:${ports.get(service)?.[name]}`;
}

/** The variables that give a service its ports: those it had before, or those it was configured with. */
export function portVariables({ ports }: LocalService, before: ServicePorts = {}): Environment {
  const entries = ports.flatMap(({ name, variable, port }) => (variable ? [[variable, before[name] ?? port]] : []));
  return Object.fromEntries(entries.map(([variable, port]) => [variable, String(port)]));
}
