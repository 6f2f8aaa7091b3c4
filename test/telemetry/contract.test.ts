import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReceivedSpan } from "../support/otlp-receiver.ts";
import { logLines, readExposition } from "./observed.ts";
import { allServices, namesIn, readContract, type Row, servicesIn } from "./read-contract.ts";
import { runTelemetry, type TelemetryRun } from "./telemetry-run.ts";

const contract = readContract();
let run: TelemetryRun;

beforeAll(async () => {
  run = await runTelemetry();
});

afterAll(() => run.receiver.close());

const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted();

/** Whether a row of the table of spans is about `span`; `{…}` in its name stands for a word, `{METHOD}` for HTTP's. */
function describes({ names: [pattern = ""], cells: [, kind, services] }: Row, span: ReceivedSpan): boolean {
  const parts = pattern.split(/(\{\w+\})/).map((part, index) => {
    if (index % 2 === 1) return part === "{METHOD}" ? "[A-Z]+" : "\\S+";
    return part.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
  });
  return (
    kind === span.kind && servicesIn(services).includes(span.service) && RegExp(`^${parts.join("")}$`).test(span.name)
  );
}

test("every span that is exported is in the README's table", () => {
  const unknown = run.receiver.spans.filter((span) => !contract.spans.some((row) => describes(row, span)));
  expect(sorted(unknown.map(({ service, kind, name }) => `${service} ${kind} ${name}`))).toEqual([]);
});

test.each(contract.spans)("the README has the attributes of the spans $cells", (row) => {
  const spans = run.receiver.spans.filter((span) => describes(row, span));
  expect(sorted(spans.map(({ service }) => service))).toEqual(sorted(servicesIn(row.cells[2])));
  expect(sorted(spans.flatMap(({ attributes }) => Object.keys(attributes)))).toEqual(sorted(namesIn(row.cells[3])));
});

test.each(allServices)("the README has the metrics of %s, their types and their labels", (service) => {
  const expected = contract.metrics
    .filter(({ cells }) => servicesIn(cells[3]).includes(service))
    .flatMap(({ names, cells: [, type, labels] }) =>
      names.map((name) => `${name} ${type} ${sorted(namesIn(labels)).join()}`),
    );
  const told = readExposition(run.expositions.get(service)!);
  expect(sorted(told.map(({ name, type, labels }) => `${name} ${type} ${sorted(labels).join()}`))).toEqual(
    sorted(expected),
  );
});

test.each(allServices)("the README has the names under which metrics of %s go out by OTLP", (service) => {
  const rows = contract.metrics.filter(({ cells }) => servicesIn(cells[3]).includes(service));
  const pushed = run.receiver.metrics.filter((metric) => metric.service === service);
  expect(sorted(pushed.map(({ name }) => name))).toEqual(sorted(rows.flatMap(({ cells }) => namesIn(cells[4]))));
});

test.each(allServices)("the README has the fields of the log lines of %s", (service) => {
  const rows = contract.logFields.filter(({ cells }) => servicesIn(cells[2]).includes(service));
  const lines = logLines(run.services.find(({ name }) => name === service)!);
  expect(sorted(lines.flatMap((line) => Object.keys(line)))).toEqual(sorted(rows.flatMap(({ names }) => names)));
});

test("the README has the attributes of the resource, the pod's among them", () => {
  for (const { resource } of run.receiver.spans) {
    expect(sorted(Object.keys(resource))).toEqual(sorted(contract.resourceAttributes));
    expect(resource).toMatchObject({ "service.namespace": "emojivoto", "k8s.pod.name": "pod-0" });
  }
});

test("a measurement links to its trace", () => {
  const traceIds = new Set(run.receiver.spans.map(({ traceId }) => traceId));
  for (const [service, name] of [
    ["web", "http_server_request_duration_seconds"],
    ["web", "rpc_client_call_duration_seconds"],
    ["voting", "rpc_server_call_duration_seconds"],
    ["voting", "emojivoto_votes"],
  ] as const) {
    const { exemplars } = readExposition(run.expositions.get(service)!).find((metric) => metric.name.startsWith(name))!;
    expect(exemplars.length).toBeGreaterThan(0);
    for (const traceId of exemplars) expect(traceIds).toContain(traceId);
  }
});

test("a request is measured by its route's pattern, and one that its client abandons too", () => {
  const exposition = run.expositions.get("web")!;
  const count = 'http_server_request_duration_seconds_count{http_request_method="';
  expect(exposition).toContain(`${count}GET",url_scheme="http",http_route="/api/v1/emojis/:shortcode",`);
  expect(exposition).toContain(`${count}GET",url_scheme="http",http_response_status_code="404"}`);
  expect(exposition).toContain(`${count}_OTHER",url_scheme="http",http_route="/api/list",`);
  expect(exposition).toMatch(/_count\{.*http_route="\/auth".*error_type="client_closed_request"\} 1\n/);
});

test("a metric means by OTLP what it means on /metrics", () => {
  const duration = run.receiver.metrics.findLast(({ name }) => name === "http.server.request.duration")!;
  expect(duration).toMatchObject({ service: "web", unit: "s", type: "histogram" });
  const point = duration.points.find(({ attributes }) => attributes["http.route"] === "/api/v1/me")!;
  expect(point.attributes).toMatchObject({ "http.request.method": "GET", "http.response.status_code": 200 });
  const { count, bucketCounts, explicitBounds } = point.value as Record<string, number[]>;
  expect([count, bucketCounts!.reduce((sum, each) => sum + each), explicitBounds!.length]).toEqual([1, 1, 14]);
});

test("each log line goes out by OTLP once, with its trace", () => {
  for (const service of run.services) {
    const lines = logLines(service).map((line) => [line["msg"], line["trace_id"] ?? "", line["span_id"] ?? ""]);
    const records = run.receiver.logs.filter((record) => record.service === service.name);
    const sent = records.map(({ body, traceId, spanId }) => [body, traceId, spanId]);
    expect(sent.map(String).toSorted()).toEqual(lines.map(String).toSorted());
  }
});
