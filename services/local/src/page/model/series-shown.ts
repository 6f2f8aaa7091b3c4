import type { Signals } from "../../traces/api.ts";

type Series = Signals["series"];

/** What the services view shows: every service's total; or one's and then its operations, busiest first; or one operation. */
export function seriesShown(series: Series, service: string | undefined, operation: string | undefined): Series {
  const wanted = series.filter((one) => {
    if (service === undefined) return one.operation === undefined;
    return one.service === service && (operation === undefined || one.operation === operation);
  });
  return wanted.toSorted(
    (a, b) =>
      Number(a.operation !== undefined) - Number(b.operation !== undefined) ||
      (service === undefined ? a.service.localeCompare(b.service) : total(b) - total(a)),
  );
}

function total({ requestsPerSecond }: Series[number]): number {
  return requestsPerSecond.reduce((sum, rate) => sum + rate, 0);
}
