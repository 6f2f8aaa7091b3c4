import type { Latency, Report } from "./report.ts";

export type Clock = { readonly name: string; readonly latency: Latency };

const words = new Map([
  ["http_req_duration", "http request, from the intended start"],
  ["http_req_service_time", "http request, service time"],
  ["grpc_req_duration", "grpc request, from the intended start"],
  ["grpc_req_service_time", "grpc request, service time"],
  ["visit_duration", "visit, from the intended start"],
  ["dispatch_lag", "dispatch lag of the generator"],
]);

/** The clocks that measured anything, side by side: what one of them hides, another shows. */
export function clocksOf({ trends }: Report): Clock[] {
  const order = [...words.keys()];
  return Object.entries(trends)
    .filter(([, latency]) => latency.count > 0)
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([metric, latency]) => ({ name: words.get(metric) ?? metric, latency }));
}

/** Both clocks of a protocol's requests; undefined where it sent none. */
export function requestClocks(
  { trends }: Report,
  protocol: "http" | "grpc",
): { readonly duration: Latency; readonly serviceTime: Latency } | undefined {
  const duration = trends[`${protocol}_req_duration`];
  const serviceTime = trends[`${protocol}_req_service_time`];
  if (!duration || !serviceTime || duration.count === 0) return undefined;
  return { duration, serviceTime };
}

/** From this ratio of both clocks' p99 on, waiting and not the answer is what took the time. */
const tellingRatio = 1.5;

/** What the difference of the clocks means; nothing where there is none. */
export function omissionNotes(report: Report): string[] {
  return (["http", "grpc"] as const).flatMap((protocol) => {
    const clocks = requestClocks(report, protocol);
    if (clocks === undefined || clocks.serviceTime.p99 === 0) return [];
    const ratio = clocks.duration.p99 / clocks.serviceTime.p99;
    if (ratio < tellingRatio) return [];
    return [
      `${protocol}: p99 from the intended start is ${ratio.toFixed(1)} times that of the service time: requests waited before they were sent, which a tool that times only answers does not show`,
    ];
  });
}
