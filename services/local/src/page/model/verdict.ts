import type { SpanTree } from "./span-tree.ts";

export type Verdict = { readonly isJoined: boolean; readonly text: string };

/** In plain words whether a trace is whole, and if not, what is wrong with it. */
export function verdictOn({ roots, orphans }: Pick<SpanTree, "roots" | "orphans">): Verdict {
  const isJoined = roots.length === 1 && orphans.length === 0;
  if (isJoined) return { isJoined, text: "joined: 1 root, 0 orphans" };
  const faults: string[] = [];
  if (roots.length === 0) faults.push("no root: its first span has not come");
  if (roots.length > 1) faults.push(`${roots.length} roots: a service began the trace anew`);
  const [orphan] = orphans;
  if (orphan !== undefined) {
    const count = orphans.length === 1 ? "1 orphan" : `${orphans.length} orphans`;
    faults.push(`${count}: parent ${orphan.parentId} never came; mesh proxies deliver up to 10 s later`);
  }
  return { isJoined, text: `not joined: ${faults.join("; ")}` };
}
