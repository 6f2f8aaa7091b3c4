import { useContext } from "preact/hooks";
import type { Pulse } from "../../traces/api.ts";
import { LiveContext } from "../data/use-live.ts";
import { formatDuration, formatRate, formatRatio } from "../model/format.ts";
import { Spark } from "./spark.tsx";
import { StoreState } from "./store-state.tsx";

type Figure = { label: string; value: string; spark?: (pulse: Pulse) => number | undefined };

/** The traffic of the last ten seconds in one line, each figure with its last minute. */
export function PulseStrip() {
  const { pulses } = useContext(LiveContext);
  const pulse = pulses.at(-1);
  const figures: Figure[] = [
    { label: "success", value: formatRatio(pulse?.successRatio), spark: (of) => of.successRatio },
    { label: "rate", value: formatRate(pulse?.requestsPerSecond), spark: (of) => of.requestsPerSecond },
    { label: "p50", value: formatDuration(pulse?.p50Ms) },
    { label: "p95", value: formatDuration(pulse?.p95Ms) },
    { label: "p99", value: formatDuration(pulse?.p99Ms), spark: (of) => of.p99Ms },
    { label: "spans", value: formatRate(pulse?.spansPerSecond) },
  ];
  return (
    <section class="pulse-strip" aria-label="Traffic of the last ten seconds">
      <dl>
        {figures.map(({ label, value, spark }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span class={`number is-${label}`}>{value}</span>
              {spark !== undefined && <Spark values={pulses.map(spark)} />}
            </dd>
          </div>
        ))}
      </dl>
      {pulse !== undefined && <StoreState store={pulse.store} />}
    </section>
  );
}
