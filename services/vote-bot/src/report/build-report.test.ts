import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { expect, test } from "vitest";
import { configSchema } from "../config.ts";
import { loadOf } from "../run/load.ts";
import { runAgainst } from "../run/testing/run-against.ts";
import { serve } from "../testing/serve.ts";
import { buildReport } from "./build-report.ts";

test("where a request stands in the run is counted from the run's start", async () => {
  const settings = { REQUEST_RATE: "20", TTL: "150ms" };
  const run = await runAgainst(await serve((_, response) => void response.end()), settings);
  const config = readConfig(configSchema, settings);
  const { slowest } = buildReport({
    config,
    load: loadOf(config),
    run,
    startedAt: new Date(),
    verdicts: [],
    ending: { end: "finished", exitCode: 0 },
    spansLost: 0,
  });
  const seconds = slowest.map(({ at }) => at).toSorted((a, b) => a - b);
  expect(seconds).toEqual([0, expect.closeTo(0.05), expect.closeTo(0.1)]);
});
