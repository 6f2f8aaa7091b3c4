// `node bootstrap.mjs <task> [arguments]`: what every root script runs, on any Node and with nothing installed yet.
// It sees to the right Node and the dependencies, then runs src/tasks/<task>.ts in this process. stdout is the task's.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [name, ...args] = process.argv.slice(2);

function fail(message, exitCode) {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode || 1);
}

/** The first release of each line whose module hooks see every import; all of 26 do. */
const oldestGood = { 22: "22.22.3", 24: "24.11.1", 25: "25.1.0" };

function isNewEnough(version) {
  return version.localeCompare(oldestGood[version.split(".")[0]] || "26.0.0", "en", { numeric: true }) >= 0;
}

/** `--package` and the command apart: inside another npx, its own choice of package is inherited. */
function npx(packageName, command, stdio) {
  const words = ["--yes", `--package=${packageName}`, "--", ...command];
  return spawnSync("npx", words, { cwd: root, stdio, shell: process.platform === "win32" });
}

/** Starts Node 24's binary itself: no npx stands between a signal and the services. */
function runUnderNode24() {
  const tooOld = `Node ${process.version} is too old`;
  if (process.platform !== "linux") fail(`${tooOld}: install Node 24 from https://nodejs.org and run this again`);
  process.stderr.write(`${tooOld}: running under Node 24 from npm\n`);
  const { status, stdout } = npx("node@24.21.0", ["node", "-p", "process.execPath"], ["ignore", "pipe", "inherit"]);
  if (status !== 0)
    fail("Node 24 could not be fetched: check the network, or install it from https://nodejs.org", status);
  const command = [...process.execArgv, fileURLToPath(import.meta.url), name, ...args];
  const child = spawn(String(stdout).trim(), command, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.once("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

/** Installs what the lockfile names, unless this Node has done so for the same files. */
function installDependencies() {
  const services = readdirSync(join(root, "services")).map((folder) => join("services", folder));
  const folders = ["proto", "test", "kustomize/observability/grafana", ...services];
  const files = [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "package.json",
    ...folders.map((at) => join(at, "package.json")),
  ];
  const hash = createHash("sha256").update(process.version);
  for (const file of files.map((at) => join(root, at)).filter(existsSync)) hash.update("\n").update(readFileSync(file));
  const stamp = hash.digest("hex");
  const stampFile = join(root, "node_modules/.installed");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  process.stderr.write("installing the dependencies\n");
  const { status } = npx("pnpm@12.21.0", ["pnpm", "install", "--frozen-lockfile"], ["ignore", 2, 2]);
  if (status !== 0)
    fail("the dependencies could not be installed (see above): check the network, then run this again", status);
  writeFileSync(stampFile, stamp);
}

const stop = () => process.kill(process.pid, "SIGTERM");

/** A parent that ends without a word (kill -9, or npm's shell, which passes no signal on) counts as its SIGTERM. */
function stopWithParent() {
  if (process.connected) {
    process.once("disconnect", stop);
    process.channel.unref();
  } else if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      stop();
    }, 200);
    timer.unref();
  }
}

const tasks = readdirSync(new URL("src/tasks", import.meta.url)).map((file) => file.replace(".ts", ""));
if (!tasks.includes(name)) fail(`unknown task \`${name ?? ""}\`: expected one of ${tasks.join(", ")}`);
stopWithParent();
if (!isNewEnough(process.versions.node)) runUnderNode24();
else {
  // pnpm asks the PATH's Node for its version, and the tools' scripts run under it.
  process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  installDependencies();
  // Compiled modules are kept for all our processes: each then starts faster and 19 MB lighter, without the type stripper.
  module.enableCompileCache((process.env.NODE_COMPILE_CACHE ||= join(root, "node_modules/.cache/compile")));
  const task = await import(`./src/tasks/${name}.ts`);
  process.exitCode = await task[name](args);
}
