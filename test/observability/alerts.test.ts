import { expect, test } from "vitest";
import { withoutThreshold } from "./live-expressions.ts";
import { dashboards } from "./read-dashboards.ts";
import { alerts } from "./read-rules.ts";

const titles = dashboards.map(({ title }) => title);

test("every alert waits, has a severity, names a service, and says where to look", () => {
  expect(alerts.length).toBeGreaterThan(10);
  for (const { alert, labels, annotations, for: wait } of alerts) {
    expect(wait, alert).toMatch(/^\d+m$/);
    expect(["critical", "warning"], alert).toContain(labels.severity);
    expect(annotations.summary, alert).toMatch(/^(?:web|\{\{ (?:or )?\$labels\.service )/);
    expect(annotations.description, alert).toMatch(/\w+/);
    expect(titles, alert).toContain(annotations.dashboard);
  }
});

test("an alert has a name of its own", () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
});

test("an alert whose thresholds are left out compares nothing that it then would hide", () => {
  for (const { alert, expr } of alerts) {
    const bare = withoutThreshold(expr).replaceAll(/\{[^}]*\}/g, "");
    expect(bare, alert).toMatch(/(?:==|>) bool /);
    expect(bare, alert).not.toMatch(/(?:[!=]=|[<>]=?)(?! bool |=)/);
  }
});
