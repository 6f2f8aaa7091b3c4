import uPlot from "uplot";
import { withoutTrailingZeros } from "../model/format.ts";

export type ChartLine = {
  readonly label: string;
  /** The name of a CSS variable. */
  readonly color: string;
  /** One a step; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Dashes in pixels: lines are told apart without colour. */
  readonly dash?: number[];
};

type ChartOptions = {
  readonly element: HTMLElement;
  readonly data: uPlot.AlignedData;
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  readonly top: number | undefined;
  /** The step under the pointer; undefined when it has left. */
  onPoint(at: number | undefined): void;
};

/** Draws a chart that fills `element`, in the colours of the page's scheme. */
export function drawChart({ element, data, lines, format, top, onPoint }: ChartOptions): uPlot {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    font: `11px ${style.fontFamily}`,
    stroke: color("--faint"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
  };
  return new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales: { y: { range: (_, low, high) => yRange(low, high, top) } },
      axes: [
        { ...axis, size: 22, space: 64, grid: { show: false }, values: "{HH}:{mm}" },
        { ...axis, size: 58, space: 28, values: (_, marks) => marks.map((mark) => withoutTrailingZeros(format(mark))) },
      ],
      series: [
        {},
        ...lines.map((line) => ({
          label: line.label,
          stroke: color(line.color),
          width: 1.5,
          points: { show: false },
          ...(line.dash === undefined ? {} : { dash: line.dash }),
        })),
      ],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
    },
    data,
    element,
  );
}

/** From 0, or with a fixed top from a little below the lowest value: a success rate's drop must be seen. */
function yRange(low: number | null, high: number | null, top: number | undefined): [number, number] {
  if (top === undefined) return [0, high === null || high <= 0 ? 1 : high * 1.1];
  const lowest = Math.min(low ?? top, top - 0.01);
  return [Math.max(0, top - (top - lowest) * 1.15), top];
}
