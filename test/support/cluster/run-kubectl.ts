import { execFile } from "node:child_process";

/** Whether tests run that need a Kubernetes with a node: `.ci/with-cluster` has one. */
export const clusterTests = process.env["CLUSTER_TESTS"] === "on";

const maxOutputBytes = 64 * 1_024 * 1_024;

/** What `kubectl …` prints, with this on its standard input; throws with all that it printed when it fails. */
export function kubectl(args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile("kubectl", args, { maxBuffer: maxOutputBytes }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else reject(new Error(`kubectl ${args.join(" ")}: ${stdout}${stderr || error.message}`));
    });
    child.stdin?.end(input);
  });
}
