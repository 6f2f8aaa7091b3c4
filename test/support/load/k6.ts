import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type WatchedProcess, watchProcess } from "../watch-process.ts";

const version = "v1.8.1";

/** The k6 program; built from its source with Go, some five minutes, where it is not in the cache yet. */
export function installK6(): string {
  const folder = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), `emojivoto/k6-${version}`);
  const program = join(folder, "k6");
  if (existsSync(program)) return program;
  process.stderr.write(`building k6 ${version} into ${folder} with Go; this takes some minutes\n`);
  const env = { ...process.env, GOBIN: folder };
  execFileSync("go", ["install", `go.k6.io/k6@${version}`], { env, stdio: ["ignore", "inherit", "inherit"] });
  return program;
}

const summarySchema = z.object({
  metrics: z.object({
    http_req_duration: z.object({ med: z.number(), "p(90)": z.number(), "p(99)": z.number(), max: z.number() }),
    http_reqs: z.object({ count: z.number() }),
  }),
});

export type K6Summary = {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
};

/** Runs k6's constant arrival rate against `target`, a GET a time. */
export function runK6(
  program: string,
  { target, ratePerSecond, seconds }: { target: string; ratePerSecond: number; seconds: number },
): { readonly k6: WatchedProcess; readonly summary: Promise<K6Summary> } {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-k6-"));
  const path = join(folder, "summary.json");
  const script = join(import.meta.dirname, "k6-script.js");
  const variables = { TARGET: target, RATE: String(ratePerSecond), DURATION: `${seconds}s` };
  const flags = Object.entries(variables).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
  const args = ["run", "--quiet", "--no-usage-report", "--summary-export", path, ...flags, script];
  const k6 = watchProcess("k6", spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] }));
  const summary = k6.ended.then((end) => {
    try {
      const { http_req_duration: duration, http_reqs } = summarySchema.parse(
        JSON.parse(readFileSync(path, "utf8")),
      ).metrics;
      return { requests: http_reqs.count, p50Ms: duration.med, p90Ms: duration["p(90)"], p99Ms: duration["p(99)"] };
    } catch (error) {
      throw new Error(`k6 ended with ${end}:\n${k6.lines.join("\n")}`, { cause: error });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return { k6, summary };
}
