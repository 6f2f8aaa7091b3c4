import { execFileSync } from "node:child_process";

/** A process as `ps` lists it. */
export type ListedProcess = { readonly pid: number; readonly parent: number; readonly args: string };

/** The children of a process, their children, and so on. */
export function descendantsOf(pid: number | undefined, all = listProcesses()): ListedProcess[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.concat(children.flatMap((child) => descendantsOf(child.pid, all)));
}

/** The process ids of the services among the descendants, by service. */
export function servicesUnder(pid: number | undefined): Map<string, number> {
  const named = descendantsOf(pid).map((each) => [/services\/([\w-]+)\/src\/main\.ts/.exec(each.args)?.[1], each.pid]);
  return new Map(named.filter((entry): entry is [string, number] => entry[0] !== undefined));
}

/** Which of these processes still run; one that has ended and waits for its parent to look does not. */
export function stillRunning(pids: Iterable<number>): ListedProcess[] {
  const asked = new Set(pids);
  return listProcesses().filter(({ pid }) => asked.has(pid));
}

/** Ends at once those of these processes that still run: for the end of a test that expects none. */
export function killLeftovers(pids: Iterable<number>): void {
  for (const { pid } of stillRunning(pids)) process.kill(pid, "SIGKILL");
}

/** The physical memory that a process occupies now. */
export function residentMiB(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1_024;
}

function listProcesses(): ListedProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+[^Z\s]\S*\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
}
