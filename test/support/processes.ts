import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. */
export type ListedProcess = { readonly pid: number; readonly parent: number; readonly args: string };

/** The children of a process, their children, and so on. */
export function descendantsOf(pid: number | undefined, all = listProcesses()): ListedProcess[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.concat(children.flatMap((child) => descendantsOf(child.pid, all)));
}

/** The process ids of the services among the descendants, by service: services/web/src/main.ts, local/src/traces/main.ts. */
export function servicesUnder(pid: number | undefined): Map<string, number> {
  const named = descendantsOf(pid).map((each) => [/([\w-]+)(?:\/src)?\/main\.ts/.exec(each.args)?.[1], each.pid]);
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

/** The physical memory that a process occupies now; on Linux. */
export function residentMiB(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / 1_024;
}

/** The processor time that a process has used so far, in seconds; on Linux, whose clock ticks 100 times a second. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** All processes but those that have ended and wait for their parent to look. */
function listProcesses(): ListedProcess[] {
  return process.platform === "linux" ? listFromProc() : listFromPs();
}

/** `ps` is not on every Linux. */
function listFromProc(): ListedProcess[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      // The second field is the name in parentheses, which may hold anything.
      const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
    } catch {
      // It ended between the two looks.
      return [];
    }
  });
}

function listFromPs(): ListedProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+[^Z\s]\S*\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
}
