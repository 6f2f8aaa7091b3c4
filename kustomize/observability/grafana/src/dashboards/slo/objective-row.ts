import { DashboardLinkBuilder, DashboardLinkType } from "@grafana/grafana-foundation-sdk/dashboard";
import { colours } from "../../panels/colours.ts";
import type { Row } from "../../panels/create-dashboard.ts";
import { query } from "../../panels/query.ts";
import { stat } from "../../panels/stat.ts";
import { timeSeries } from "../../panels/time-series.ts";

type Objective = {
  readonly title: string;
  readonly name: string;
  /** The name of the recorded shares of what failed, before `:ratio_rate` and the window. */
  readonly failed: string;
  /** The share that may fail. */
  readonly allowed: number;
};

/** A burn alert fires where both of its windows are above its rate; the rules in ../prometheus/rules have the same. */
const burnAlerts = [
  { speed: "fast", rate: 14.4, windows: ["1h", "5m"], spends: "2 % of the budget in an hour" },
  { speed: "medium", rate: 6, windows: ["6h", "30m"], spends: "5 % of it in six hours" },
  { speed: "slow", rate: 1, windows: ["3d", "6h"], spends: "10 % of it in three days" },
];

const toGoldenSignals = new DashboardLinkBuilder("Which calls: golden signals")
  .type(DashboardLinkType.Link)
  .url("/d/emojivoto-golden-signals?${__url_time_range}");

const windowNames = { "5m": "5 minutes", "6h": "6 hours", "3d": "3 days" };

/** How well an objective is met, what is left of its budget, and how fast that burns. */
export function objectiveRow({ title, name, failed, allowed }: Objective): Row {
  return {
    title,
    panels: [
      stat({
        title: `${name}: error budget left`,
        description:
          "Of what may fail in 30 days, or since Prometheus began if that is less. Below 0 the objective is missed.",
        unit: "percentunit",
        width: 6,
        decimals: 1,
        colour: colours.bad,
        steps: [
          { value: 0, color: colours.warning },
          { value: 0.25, color: colours.good },
        ],
        queries: [query(`1 - ${failed}:ratio_rate30d / ${allowed}`, "left")],
      }),
      ...Object.entries(windowNames).map(([window, words]) =>
        stat({
          title: `${name}: last ${words}`,
          description: `Share that met the objective, which is ${(1 - allowed) * 100} %.`,
          unit: "percentunit",
          width: 6,
          decimals: 2,
          colour: colours.bad,
          steps: [{ value: 1 - allowed, color: colours.good }],
          queries: [query(`1 - ${failed}:ratio_rate${window}`, "met")],
        }),
      ),
      ...burnAlerts.map(({ speed, rate, windows, spends }) =>
        timeSeries({
          title: `${name}: ${speed} burn`,
          description: `At 1 the budget lasts exactly 30 days. The alert fires where both lines are above ${rate}: ${spends}.`,
          unit: "short",
          limit: rate,
          queries: windows.map((window) => query(`${failed}:ratio_rate${window} / ${allowed}`, window)),
        }).links([toGoldenSignals]),
      ),
    ],
  };
}
