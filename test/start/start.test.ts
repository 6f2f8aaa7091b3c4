import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { killLeftovers, servicesUnder, stillRunning } from "../support/processes.ts";
import { startSupervisor, type Supervisor, withoutTraces } from "../support/start-supervisor.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type SummarizedTrace, whatIsMissing } from "../support/whole-visit.ts";
import { slowTests } from "../support/slow-tests.ts";

const dataDir = mkdtempSync(join(tmpdir(), "emojivoto-start-"));
let supervisor: Supervisor;

beforeAll(async () => {
  supervisor = startSupervisor(dataDir, {
    keep: true,
    flags: ["--mesh", "--rate", "5"],
    env: { MESH_EXPORT_INTERVAL: "500ms" },
  });
  await supervisor.url();
});

afterAll(async () => {
  await supervisor.stop();
  rmSync(dataDir, { recursive: true });
});

describe("npm start -- --mesh", () => {
  test("brings up the services between their proxies and the trace store, and vote-bot visits", async () => {
    expect([...servicesUnder(supervisor.process.pid).keys()].toSorted()).toEqual([
      "emoji",
      "mesh",
      "traces",
      "vote-bot",
      "voting",
      "web",
    ]);
    expect((await fetch(`${await supervisor.url()}/api/list`)).status).toBe(200);
    await supervisor.line(/^vote-bot │ ✔ Voting for :\w+: .* trace [0-9a-f]{32}$/);
  });

  test("keeps each visit's trace, whole and with its proxies, and shows a page of them", async () => {
    const visit = await supervisor.line(/✔ Voting for .* 200 .* trace/);
    const store = `http://127.0.0.1:${await supervisor.portOf("traces", "http")}`;
    const traceId = /trace ([0-9a-f]{32})$/.exec(visit)?.[1];
    const summaries = async () => {
      const response = await fetch(`${store}/api/summaries?traceId=${traceId}`);
      return ((await response.json()) as { traces: SummarizedTrace[] }).traces[0];
    };
    await vi.waitFor(async () => expect(whatIsMissing(await summaries())).toBeUndefined(), waiting);
    expect(await (await fetch(`${store}/trace/${traceId}`)).text()).toContain('<script type="module"');
  });

  test("the vote page links to the traces", async () => {
    const page = await (await fetch(await supervisor.url())).text();
    expect(page).toContain(`data-traces="http://localhost:${await supervisor.portOf("traces", "http")}"`);
  });

  test("says nothing of the requests that go well", async () => {
    await supervisor.line(/✔ Voting for/);
    expect(supervisor.lines.filter((line) => / (?:route|rpc)=/.test(line) && !line.includes("WARN"))).toEqual([]);
  });

  test("makes an app key and a secret that sign in", async () => {
    const response = await fetch(`${await supervisor.url()}/auth`, {
      method: "POST",
      body: new URLSearchParams({ app_key: secretIn("app-key"), app_secret: secretIn("app-secret") }),
    });
    expect(response.status).toBe(200);
  });

  test("reports a service that dies and starts it again on its ports", async () => {
    const before = await supervisor.line(/^emoji +│ listening/);
    const pid = servicesUnder(supervisor.process.pid).get("emoji");
    process.kill(pid ?? 0, "SIGKILL");
    await supervisor.line(/^emoji +│ was ended by SIGKILL; starting it again in 0\.5 s$/);
    await supervisor.line(/^emoji +│ is back$/);
    await vi.waitFor(() => expect(supervisor.lines.filter((line) => line === before)).toHaveLength(2), waiting);
    expect(servicesUnder(supervisor.process.pid).get("emoji")).not.toBe(pid);
  });

  test("names every port that is taken, who wants it and the way out, and starts nothing", async () => {
    const [web, voting] = [await takePort(), await takePort()];
    const second = startSupervisor(temporaryFolder(), {
      env: { WEB_PORT: String(web), VOTING_ADMIN_PORT: String(voting) },
    });
    expect(await second.ended).toBe(1);
    expect(second.lines).toEqual([
      `port ${voting} (voting's admin port) is taken by another process; choose another with VOTING_ADMIN_PORT=<port>`,
      `port ${web} (web's http port) is taken by another process; choose another with WEB_PORT=<port>`,
    ]);
  });

  test("stops vote-bot, web, the backends, the mesh and the trace store in this order on SIGTERM, and leaves nothing behind", async () => {
    const pids = [...servicesUnder(supervisor.process.pid).values()];
    expect(await supervisor.stop()).toBe(0);
    expect(stillRunning(pids)).toEqual([]);
    const stops = supervisor.lines.filter((line) => line.includes("│ stopping reason=SIGTERM"));
    const order = stops.map((line) => line.split(" ")[0]).slice(-6);
    expect(order.slice(0, 2)).toEqual(["vote-bot", "web"]);
    expect(new Set(order.slice(2, 4))).toEqual(new Set(["emoji", "voting"]));
    expect(order.slice(4)).toEqual(["mesh", "traces"]);
  });
});

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) nothing is left behind when the reader of stdout goes and then the supervisor is killed",
  async () => {
    const lone = startSupervisor(temporaryFolder(), { flags: ["--no-bot"], env: withoutTraces });
    await lone.url();
    const emojiBefore = servicesUnder(lone.process.pid).get("emoji");
    lone.process.stdout?.destroy();
    process.kill(emojiBefore ?? 0, "SIGKILL");
    const started = await vi.waitFor(() => {
      const services = servicesUnder(lone.process.pid);
      expect(services.get("emoji") ?? emojiBefore).not.toBe(emojiBefore);
      return [...services.values()];
    }, waiting);
    onTestFinished(() => killLeftovers(started));
    expect(started).toHaveLength(3);
    await lone.stop("SIGKILL");
    await vi.waitFor(() => expect(stillRunning(started)).toEqual([]), waiting);
  },
);

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) a service that cannot use its configuration ends the start with exit code 78",
  async () => {
    const faulty = startSupervisor(temporaryFolder(), { env: { ...withoutTraces, FAILURE_RATE: "7" } });
    expect(await faulty.ended).toBe(78);
    expect(faulty.lines).toContain("voting   │ FAILURE_RATE: expected a number from 0 to 1, got `7`");
  },
);

const secretIn = (name: string) => readFileSync(join(dataDir, name), "utf8").trim();

const waiting = { timeout: 15_000, interval: 50 };

async function takePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
