import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readReport } from "@emojivoto/vote-bot/report/read-report.ts";
import type { Report } from "@emojivoto/vote-bot/report/report.ts";
import type { Composition } from "./use-composition.ts";

/** A load from inside the composition's network, where no proxy of Docker's hides a reset; with its exit code. */
export async function runLoad(app: Composition, ...flags: string[]): Promise<{ code: number; report: Report }> {
  const folder = await mkdtemp(join(tmpdir(), "emojivoto-load-"));
  // The container's user is another.
  await chmod(folder, 0o777);
  try {
    const run = ["run", "--rm", "-T", "--no-deps", "--volume", `${folder}:/report`, "load"];
    const { code, stderr } = await app.try(...run, "--warmup=0", ...flags, "--out=json=/report/run.json");
    if (code !== 0 && code !== 99) throw new Error(`the load ended with ${code}: ${stderr}`);
    return { code, report: await readReport(join(folder, "run.json")) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
