import { expect, onTestFinished, test, vi } from "vitest";
import { servicesUnder } from "../support/processes.ts";
import { jaegerProgram, startJaeger } from "../support/start-jaeger.ts";
import { startSupervisor } from "../support/start-supervisor.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test.skipIf(jaegerProgram === undefined)(
  "npm start sends its traces to a Jaeger where it is told of one, and keeps none (its program in JAEGER_BIN)",
  async () => {
    const jaeger = await startJaeger(jaegerProgram!);
    onTestFinished(() => jaeger.stop());
    const start = startSupervisor(temporaryFolder(), {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: jaeger.otlpGrpc, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
    });
    const visit = await start.line(/✔ Voting for .* 20[01] .* trace/);
    const traceId = /trace ([0-9a-f]{32})$/.exec(visit)?.[1];
    const services = async () => {
      const answer = await fetch(`${jaeger.query}/api/traces/${traceId}`);
      const { data } = (await answer.json()) as {
        data: { processes: Record<string, { serviceName: string }> }[] | null;
      };
      return new Set(Object.values(data?.[0]?.processes ?? {}).map(({ serviceName }) => serviceName));
    };
    const all = new Set(["vote-bot", "web", "emoji", "voting"]);
    await vi.waitFor(async () => expect(await services()).toEqual(all), { timeout: 15_000, interval: 100 });
    expect([...servicesUnder(start.process.pid).keys()]).not.toContain("traces");
    expect(start.lines).toContain(`  traces       go to ${jaeger.otlpGrpc}`);
  },
);
