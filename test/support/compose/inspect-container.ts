import { docker } from "./run-docker.ts";

/** What `docker inspect` says of a container, as far as tests look at it. */
export type Container = {
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
    readonly StopTimeout?: number;
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly CapAdd: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Privileged: boolean;
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number | null;
  };
};

export async function inspectContainer(id: string): Promise<Container> {
  const [container] = JSON.parse(await docker("inspect", "--type", "container", id)) as Container[];
  return container!;
}

/** Done, or running and, where it is asked, healthy. */
export function isWell({ State: { Status, ExitCode, Health } }: Container): boolean {
  return Status === "exited" ? ExitCode === 0 : Status === "running" && (Health?.Status ?? "healthy") === "healthy";
}
