import { createJaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import type { Report } from "@emojivoto/vote-bot/report/report.ts";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { countVotes } from "../../support/compose/count-votes.ts";
import { inspectContainer } from "../../support/compose/inspect-container.ts";
import { composeTests, docker } from "../../support/compose/run-docker.ts";
import { runLoad } from "../../support/compose/run-load.ts";
import { untilHealthy } from "../../support/compose/until-healthy.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";

type NamedRequest = Report["slowest"][number];

const restarted = ["web", "emoji", "voting"] as const;
const visitsASecond = 50;

describe.skipIf(!composeTests)("web, emoji and voting restarted under load (COMPOSE_TESTS=on, with an engine)", () => {
  const app = useComposition("restart");
  const exitCodes = new Map<string, number>();
  let startedMs: number;
  let report: Report;
  let votesBefore: number;

  /** Those that it has read, by its lines. */
  const requestsOfWeb = async () => {
    const lines = await app.lines("web");
    return lines.filter((line) => /"route":"\/api\/(?:list|vote)".*"msg":"request"/.test(line)).length;
  };

  /** As `docker restart`, with a look at how it ended. */
  async function restart(service: string): Promise<void> {
    const id = await app.id(service);
    await docker("stop", id);
    exitCodes.set(service, (await inspectContainer(id)).State.ExitCode);
    await docker("start", id);
    await untilHealthy(id);
  }

  beforeAll(async () => {
    await app.run("up", "--wait", "web");
    votesBefore = await countVotes(app.port("WEB_PORT"));
    startedMs = Date.now();
    const load = runLoad(app, `--rate=${visitsASecond}`, "--duration=25s", "--doughnut=0", "--slowest=5000");
    await vi.waitFor(async () => expect(await requestsOfWeb()).toBeGreaterThan(100), { timeout: 20_000 });
    for (const service of restarted) await restart(service);
    ({ report } = await load);
  }, upWithinMs);

  const linesOfLoss = async (service: string) =>
    (await app.lines(service)).filter((line) => line.includes('"msg":"traces are lost'));
  const jaeger = () => createJaegerClient(new URL(`http://127.0.0.1:${app.port("TRACES_PORT")}`));
  const wasRead = async ({ traceId, spanId }: NamedRequest) => {
    const spans = await jaeger().trace(traceId);
    return spans.some(({ parentSpanId }) => parentSpanId === spanId);
  };
  const rowsOf = (route: string) => report.routes.filter((row) => row.route === route);
  const counted = async () => (await countVotes(app.port("WEB_PORT"))) - votesBefore;

  test("each stops by itself, and the load goes on", () => {
    expect(Object.fromEntries(exitCodes)).toEqual({ web: 0, emoji: 0, voting: 0 });
    expect(report.visits.started).toBe(25 * visitsASecond);
  });

  test("every request that web had read was answered", async () => {
    const answered = report.routes.filter(({ status }) => status !== "none");
    expect(countOf(answered)).toBe(await requestsOfWeb());
    for (const request of report.slowest.slice(0, 20)) expect(await wasRead(request)).toBe(request.status !== "none");
    const unanswered = report.failed.filter(({ status }) => status === "none");
    expect(unanswered).toHaveLength(countOf(report.routes) - countOf(answered));
    for (const request of unanswered) expect(await wasRead(request), request.reason).toBe(false);
  });

  test("no acknowledged vote is lost, and none counts twice", async () => {
    const acknowledged = countOf(rowsOf("/api/vote").filter(({ status }) => status === "2xx"));
    const unknown = countOf(rowsOf("/api/vote").filter(({ status }) => status !== "2xx"));
    expect(acknowledged).toBeGreaterThan(100);
    expect(await counted()).toBeGreaterThanOrEqual(acknowledged);
    expect(await counted()).toBeLessThanOrEqual(acknowledged + unknown);
  });

  test("every vote that counts has its span in Jaeger", async () => {
    const query = { service: "voting", fromMs: startedMs, limit: 5_000 };
    const spansOfVotes = async () => {
      const spans = (await jaeger().traces({ ...query, toMs: Date.now() })).flat();
      return spans.filter(
        ({ name, kind, isError }) => kind === "SERVER" && /VotingService\/Vote/.test(name) && !isError,
      );
    };
    const votes = await counted();
    await vi.waitFor(async () => expect((await spansOfVotes()).length).toBeGreaterThanOrEqual(votes), {
      timeout: 15_000,
      interval: 500,
    });
    for (const service of restarted) expect(await linesOfLoss(service), service).toEqual([]);
  });

  test("without Jaeger the app answers, and web says once that traces are lost", async () => {
    const id = await app.id("jaeger");
    await docker("stop", id);
    const vote = () => fetch(`http://127.0.0.1:${app.port("WEB_PORT")}/api/vote?choice=:joy:`);
    expect((await vote()).status).toBe(200);
    await vi.waitFor(async () => expect(await linesOfLoss("web")).toHaveLength(1), { timeout: 30_000, interval: 200 });
    for (let votes = 0; votes < 20; votes++) expect((await vote()).status).toBe(200);
    await docker("start", id);
    expect((await vote()).status).toBe(200);
    expect(await linesOfLoss("web")).toHaveLength(1);
  });
});

function countOf(rows: Report["routes"]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
