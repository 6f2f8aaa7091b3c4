import type { Signals } from "../../traces/api.ts";
import { formatDuration, formatRate, formatRatio } from "../model/format.ts";
import { successRatios } from "../model/signal-window.ts";
import { ServiceName } from "./service-name.tsx";
import { SignalChart } from "./signal-chart.tsx";

type Series = Signals["series"][number];

/** The three charts of one service, or of one of its operations. */
export function SignalRow({ signals, series, isWithin }: { signals: Signals; series: Series; isWithin: boolean }) {
  const { service, operation } = series;
  const query = new URLSearchParams({ service, ...(operation !== undefined && { operation }) });
  const success = successRatios(series);
  const where = { service, ...(operation === undefined ? {} : { operation }) };
  return (
    <section class="signal-row" aria-label={operation ?? service}>
      <h2>
        {operation === undefined && isWithin ? (
          "all operations"
        ) : (
          <a href={`/services?${query}`}>{operation ?? <ServiceName name={service} />}</a>
        )}
      </h2>
      <div class="signal-charts">
        <SignalChart
          title="rate"
          signals={signals}
          where={where}
          format={formatRate}
          lines={[
            { label: "requests", color: "--accent", values: series.requestsPerSecond },
            { label: "✕ failed", color: "--error", values: series.errorsPerSecond, dash: [4, 3] },
          ]}
        />
        <SignalChart
          title="success"
          signals={signals}
          where={where}
          format={formatRatio}
          top={1}
          lines={[{ label: "success", color: "--good", values: success }]}
        />
        <SignalChart
          title="latency"
          signals={signals}
          where={where}
          format={formatDuration}
          lines={[
            { label: "p50", color: "--accent", values: series.p50Ms },
            { label: "p95", color: "--service-1", values: series.p95Ms, dash: [6, 3] },
            { label: "p99", color: "--service-5", values: series.p99Ms, dash: [2, 3] },
          ]}
        />
      </div>
    </section>
  );
}
