import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { endingOf } from "./cli/ending.ts";
import { exitCodeOutput } from "./cli/exit-codes.ts";
import type { Config } from "./config.ts";
import { createControl } from "./control/create-control.ts";
import { explainReport } from "./explain/explain-report.ts";
import { paintFor } from "./terminal/paint.ts";
import { chooseUi } from "./live/choose-ui.ts";
import { createLiveView } from "./live/create-live-view.ts";
import { buildReport } from "./report/build-report.ts";
import { OutputError } from "./report/output-error.ts";
import { renderReport } from "./report/render-report.ts";
import { writeOutputs } from "./report/write-outputs.ts";
import { createRun } from "./run/create-run.ts";
import { describeMix, loadOf } from "./run/load.ts";
import { createVisitLines } from "./run/visit-lines.ts";
import { watchRun } from "./run/watch-run.ts";
import { spansLost } from "./run/spans-lost.ts";
import type { Scenarios } from "./scenarios/create-scenarios.ts";

export type LoadTestParts = {
  readonly config: Config;
  readonly scenarios: Scenarios;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Where the run is shown. */
  readonly stream: NodeJS.WriteStream;
  readonly env: { readonly CI?: string | undefined; readonly TERM?: string | undefined };
};

/** Off a terminal. */
const defaultColumns = 100;

/** The run from its first visit to its report. */
export function createLoadTest({ config, scenarios, log, metrics, stream, env }: LoadTestParts) {
  const control = createControl();
  const load = loadOf(config);
  const { THRESHOLDS: thresholds = [], OUT: outputs = [] } = config;
  const ui = chooseUi(config.UI, { isTty: stream.isTTY, env, isEndless: load.durationMs === Infinity });
  const print = (line: string) => void stream.write(`${line}\n`);

  /** Until the time is over, `stop` asks for its end, or `abort` demands it; resolves to the exit code. */
  const work = async (stop: AbortSignal, abort: AbortSignal): Promise<number> => {
    const broken = new AbortController();
    const startedAt = new Date();
    const run = createRun({
      config,
      load,
      scenarios,
      lines: createVisitLines(ui === "tui" ? "off" : config.VISIT_LINES, print, log),
      log,
      metrics,
      stop: AbortSignal.any([stop, abort, broken.signal]),
      abort,
    });
    control.attach(run.traffic);
    const { target, scenario } = { target: config.WEB_HOST.origin, scenario: describeMix(config) };
    log.info({ target, load: load.description, scenarios: scenario, seed: config.SEED }, "visiting");
    const view = createLiveView(
      ui,
      { target, load: `${scenario}: ${load.description}`, warmupMs: load.warmupMs, stages: load.stages },
      stream,
    );
    const onBroken = config.THRESHOLD_ABORT ? () => broken.abort() : undefined;
    const endWatch = watchRun(run, { view, warmupMs: load.warmupMs, thresholds, onBroken });
    await run.work();
    endWatch();
    control.detach();
    log.info({ visits: run.recorder.visits(), requests: run.recorder.requests() }, "visited");

    const verdicts = thresholds.map((threshold) => threshold.evaluate(run.recorder.measured));
    const ending = endingOf({
      isAborted: abort.aborted,
      isBroken: broken.signal.aborted,
      isStopped: stop.aborted,
      hasConnected: run.hasConnected() || load.durationMs === Infinity,
      areMet: verdicts.every(({ met }) => met),
    });
    const built = buildReport({ config, load, run, startedAt, verdicts, ending, spansLost: await spansLost(metrics) });
    const report = config.JAEGER_URL ? await explainReport(built, config.JAEGER_URL, abort) : built;
    if (config.UI !== "quiet") {
      stream.write(renderReport(report, { columns: stream.columns || defaultColumns, paint: paintFor(stream) }));
    }
    if (ending.end === "unreachable") log.error(`cannot reach web at ${target}: no visit ever connected`);
    try {
      await writeOutputs(report, outputs);
      return ending.exitCode;
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return ending.exitCode || exitCodeOutput;
    }
  };
  return { work, control, close: () => scenarios.close() };
}
