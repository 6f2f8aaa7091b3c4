import { useEffect, useRef, useState } from "preact/hooks";
import type uPlot from "uplot";
import type { Signals } from "../../traces/api.ts";
import { navigate } from "../data/location.ts";
import { useMedia } from "../data/use-media.ts";
import { formatTime } from "../model/format.ts";
import { stepTimesSeconds, stepWindow } from "../model/signal-window.ts";
import { filterQuery, type TraceFilter } from "../model/trace-filter.ts";
import { type ChartLine, drawChart } from "./draw-chart.ts";

type SignalChartProps = {
  title: string;
  signals: Signals;
  /** Whose traces a point opens. */
  where: TraceFilter;
  format: (value: number | null | undefined) => string;
  lines: readonly ChartLine[];
  /** The value at the top, where it is always the same. */
  top?: number;
};

/** A chart over time. The pointer or the arrow keys choose a point; a click or Enter opens the traces behind it. */
export function SignalChart({ title, signals, where, format, lines, top }: SignalChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const [chosen, setChosen] = useState<number>();
  const steps = lines[0]?.values.length ?? 0;
  const data = [stepTimesSeconds(signals, steps), ...lines.map(({ values }) => [...values])] as uPlot.AlignedData;

  useEffect(() => {
    if (place.current === null) return;
    const element = place.current;
    const plot = drawChart({ element, data, lines, format, top, onPoint: setChosen });
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    chart.current = plot;
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [isDark]);
  useEffect(() => chart.current?.setData(data), [signals.endTimeMs]);

  const at = chosen ?? steps - 1;
  const choose = (next: number) => {
    const to = Math.min(steps - 1, Math.max(0, next));
    setChosen(to);
    const plot = chart.current;
    plot?.setCursor({ left: plot.valToPos(data[0][to] ?? 0, "x"), top: 0 }, false);
  };
  const open = () => navigate(`/${filterQuery({ ...where, ...stepWindow(signals, steps, at) })}`);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => choose(at - 1),
      ArrowRight: () => choose(at + 1),
      Enter: open,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  const { toMs } = stepWindow(signals, steps, at);
  const words = `${formatTime(toMs)}: ${lines.map(({ label, values }) => `${label} ${format(values[at])}`).join(", ")}`;
  return (
    <figure class="signal-chart">
      <figcaption>
        <b>{title}</b>
        {lines.map(({ label, color, values }) => (
          <span key={label}>
            <i class="swatch" style={{ "--hue": `var(${color})` }} />
            {label} <span class="number">{format(values[at])}</span>
          </span>
        ))}
      </figcaption>
      {chosen !== undefined && <time class="number">{formatTime(toMs).slice(0, 8)}</time>}
      <div
        ref={place}
        class="chart"
        role="slider"
        tabIndex={0}
        aria-label={`${title} over 15 minutes`}
        aria-valuemin={0}
        aria-valuemax={steps - 1}
        aria-valuenow={at}
        aria-valuetext={words}
        onKeyDown={onKeyDown}
        onClick={open}
      />
    </figure>
  );
}
