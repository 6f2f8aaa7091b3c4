import { beforeAll, describe, expect, test, vi } from "vitest";
import { composeTests } from "../../support/compose/run-docker.ts";
import { readLogLines } from "../../observability/read-log-lines.ts";
import { upWithinMs, useComposition } from "../../support/compose/use-composition.ts";

type Target = {
  readonly health: string;
  readonly lastError: string;
  readonly labels: Readonly<Record<string, string>>;
};

describe.skipIf(!composeTests)("--profile observability, but Grafana (COMPOSE_TESTS=on, with an engine)", () => {
  const app = useComposition("observed");

  beforeAll(async () => void (await app.run("up", "--wait", "vote-bot", "prometheus", "loki")), upWithinMs);

  test("Prometheus reaches every target that its file names", { timeout: 60_000 }, async () => {
    await until(async () => {
      const answer = await fetch(`http://127.0.0.1:${app.port("PROMETHEUS_PORT")}/api/v1/targets`);
      expect(answer.status).toBe(200);
      const { data } = (await answer.json()) as { data: { activeTargets: Target[] } };
      const ofApp = data.activeTargets.filter(({ labels }) => labels["job"] === "emojivoto");
      expect(new Set(ofApp.map(({ labels }) => labels["service"]))).toEqual(
        new Set(["web", "emoji", "voting", "vote-bot"]),
      );
      expect(data.activeTargets.map(({ health, lastError }) => `${health} ${lastError}`)).toEqual(
        data.activeTargets.map(() => "up "),
      );
    });
  });

  test("Loki has the lines of a vote by its trace id, of every service", async () => {
    const vote = await fetch(`http://127.0.0.1:${app.port("WEB_PORT")}/api/vote?choice=:joy:`);
    const query = `{service_namespace="emojivoto"} | trace_id="${vote.headers.get("x-request-id")}"`;
    const loki = { url: `http://127.0.0.1:${app.port("LOKI_PORT")}` };
    await until(async () => {
      const lines = await readLogLines(loki, query);
      expect(new Set(lines.map((line) => line["service_name"]))).toEqual(new Set(["web", "emoji", "voting"]));
    });
  });
});

/** Longer than Prometheus takes to scrape all targets. */
function until(look: () => Promise<void>): Promise<void> {
  return vi.waitFor(look, { timeout: 45_000, interval: 500 });
}
