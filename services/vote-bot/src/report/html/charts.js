// Draws the charts that the page's data describes. Goes into the page as it is, after uPlot.
const charts = JSON.parse(document.getElementById("charts").textContent);
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const numbers = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });
const chartHeight = 220;

const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const format = (value, unit) => (value == null ? "–" : `${numbers.format(value)}${unit === "/s" ? "" : " "}${unit}`);
const formatSecond = (second) => {
  const whole = Math.round(second);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};
const formatX = (chart, x) => (chart.ticks === undefined ? formatSecond(x) : (chart.ticks[x] ?? ""));

const everyMark = (_, marks) => marks;
const onlyPowersOfTen = (_, marks) => marks.map((mark) => (Number.isInteger(Math.log10(mark)) ? mark : null));

const axis = (filter, more) => ({
  stroke: colourOf("--faint"),
  grid: { stroke: colourOf("--line"), width: 1, filter },
  ticks: { stroke: colourOf("--line"), width: 1, filter },
  filter,
  ...more,
});

const linearRange = (_, __, max) => [0, max > 0 ? max * 1.05 : 1];
const logarithmicRange = (_, min, max) => (min > 0 ? uPlot.rangeLog(min, max, 10, true) : [1, 10]);

const optionsOf = (chart, isLogarithmic, width) => ({
  width,
  height: chartHeight,
  cursor: chart.ticks === undefined ? { sync: { key: "time" } } : {},
  scales: {
    x: { time: false },
    y: isLogarithmic ? { distr: 3, range: logarithmicRange } : { range: linearRange },
  },
  axes: [
    axis(everyMark, {
      values: (_, places) => places.map((place) => formatX(chart, place)),
      ...(chart.ticks === undefined ? {} : { splits: () => chart.x }),
    }),
    axis(isLogarithmic ? onlyPowersOfTen : everyMark, {
      size: 68,
      values: (_, marks) => marks.map((mark) => (mark == null ? "" : numbers.format(mark))),
    }),
  ],
  series: [
    {
      label: chart.ticks === undefined ? "at" : "percentile",
      value: (_, x) => (x == null ? "–" : formatX(chart, x)),
    },
    ...chart.series.map(({ label, colour, isDashed, values }) => ({
      label,
      stroke: colourOf(colour),
      width: 1.5,
      dash: isDashed ? [6, 4] : undefined,
      points: { show: values.length < 3 },
      value: (_, value) => format(value, chart.unit),
    })),
  ],
});

const draw = (chart, figure) => {
  const place = figure.querySelector("[role=img]");
  const toggle = figure.querySelector("button");
  let plot;
  const redraw = () => {
    plot?.destroy();
    const isLogarithmic = toggle?.getAttribute("aria-pressed") === "true";
    // A logarithm has no place for 0.
    const shown = (value) => (isLogarithmic && value <= 0 ? null : value);
    const data = [chart.x, ...chart.series.map(({ values }) => values.map(shown))];
    plot = new uPlot(optionsOf(chart, isLogarithmic, place.clientWidth), data, place);
  };
  toggle?.addEventListener("click", () => {
    toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
    redraw();
  });
  darkScheme.addEventListener("change", redraw);
  redraw();
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: chartHeight })).observe(place);
};

for (const figure of document.querySelectorAll("figure[data-chart]")) draw(charts[figure.dataset.chart], figure);
