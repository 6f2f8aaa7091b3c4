import { execFile } from "node:child_process";

/** Whether tests run that need a Kubernetes with a node: `.ci/with-cluster` has one. */
export const clusterTests = process.env["CLUSTER_TESTS"] === "on";

/** Whether tests run that need an API server which nobody else uses: `.ci/with-cluster --apiserver-only` has one. */
export const apiServerTests = process.env["API_SERVER_TESTS"] === "on";

const maxOutputBytes = 64 * 1_024 * 1_024;

/** It lives too briefly for collecting its garbage to pay. */
const env = { ...process.env, GOGC: "off" };

/** What `kubectl …` prints, with this on its standard input; throws with all that it printed when it fails. */
export function kubectl(args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile("kubectl", args, { env, maxBuffer: maxOutputBytes }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else reject(new Error(`kubectl ${args.join(" ")}: ${stdout}${stderr || error.message}`));
    });
    child.stdin?.end(input);
  });
}
