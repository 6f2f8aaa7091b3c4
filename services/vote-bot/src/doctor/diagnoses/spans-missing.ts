import type { Evidence } from "../evidence/evidence.ts";
import type { Hop } from "../evidence/hop.ts";
import { orphansOf } from "../evidence/trace-tree.ts";
import type { Diagnosis } from "../finding.ts";
import { samplerOff } from "./sampler-off.ts";

/** Services that took part in the trace, but whose spans did not come. */
export const spansMissing: Diagnosis = (evidence) => {
  if (samplerOff(evidence).length > 0) return [];
  const services = silentServices(evidence);
  if (services.length === 0) return [];
  const known = services.filter((service) => evidence.servicesKnown.includes(service));
  const unknown = services.filter((service) => !known.includes(service));
  return [
    {
      code: "spans-missing",
      summary: `no span of ${words(services)} arrived: ${causeOf(known, unknown)}`,
      evidence: [
        ...answers(evidence, services),
        ...namedParents(evidence, services),
        ...known.map((service) => `Jaeger has other spans of ${service}: its exporter has worked before`),
        ...(unknown.length === 0 ? [] : [`Jaeger has never had a span of ${words(unknown)}`]),
      ],
      advice: adviceFor(known, unknown),
    },
  ];
};

/**
 * In the order in which the visit reaches them. A service of which something came, cut off from the rest, has lost
 * single spans; that shows as orphans. A call that failed may never have reached the other side.
 */
function silentServices({ hops, tree }: Evidence): string[] {
  const cutOff = new Set(orphansOf(tree).map(({ service }) => service));
  const isSilent = ({ to, state, caller }: Hop) =>
    (state === "silent" && !(caller?.isError ?? false) && !cutOff.has(to)) ||
    (state === "unseen" && !tree.spans.some(({ service }) => service === to));
  return [...new Set(hops.filter(isSilent).map(({ to }) => to))];
}

function causeOf(known: readonly string[], unknown: readonly string[]): string {
  if (unknown.length === 0) return "its exporter has stopped, or its receiver refuses it";
  if (known.length === 0) return "the exporter is off, or exports to somewhere else";
  return "the exporter is off, has stopped, or exports to somewhere else";
}

/** What web's own answers say of its spans. */
function answers({ visit }: Evidence, services: readonly string[]): string[] {
  if (!services.includes("web")) return [];
  const named = visit.requests.filter(({ webSpan }) => webSpan !== undefined);
  if (named.length > 0) return ["web's answers name this trace and say that it is sampled: web made its spans"];
  return visit.requests.length === 0
    ? []
    : ["web's answers have no `traceresponse`: its tracing may be off altogether (OTEL_SDK_DISABLED=true)"];
}

/** Spans that came and name a parent that only a silent service can have made. */
function namedParents({ hops }: Evidence, services: readonly string[]): string[] {
  return hops
    .filter(({ state, caller, from }) => state === "gap" && caller === undefined && services.includes(from))
    .map(({ from, to, callee }) => `${to}'s ${callee?.name} names a parent that ${from} did not send`);
}

function adviceFor(known: readonly string[], unknown: readonly string[]): string[] {
  return [
    ...known.map((service) => `look into ${service}'s log for \`traces are lost\`, which says why`),
    ...(unknown.length === 0
      ? []
      : [
          `in ${words(unknown)}, set OTEL_EXPORTER_OTLP_ENDPOINT to this Jaeger's OTLP address (4317 gRPC, 4318 HTTP) and leave OTEL_TRACES_EXPORTER unset`,
          "a log with `traces are lost` means a wrong endpoint, one without it an exporter that is off",
        ]),
  ];
}

function words(services: readonly string[]): string {
  return services.join(", ").replace(/, ([^,]+)$/, " and $1");
}
