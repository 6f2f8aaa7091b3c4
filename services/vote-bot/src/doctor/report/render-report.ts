import { ownTrace } from "../evidence/evidence.ts";
import { type Hop, hopName } from "../evidence/hop.ts";
import { isProxySpan } from "../evidence/is-proxy-span.ts";
import type { Finding } from "../finding.ts";
import { notesOf } from "./notes.ts";
import type { Paint } from "../../terminal/paint.ts";
import { printable } from "../../terminal/printable.ts";
import { renderTree } from "./render-tree.ts";
import type { Report } from "./report.ts";

/** The report for people: what was seen, hop by hop, the verdict, and what to do. */
export function renderReport(report: Report, columns: number, paint: Paint): string {
  const { evidence, findings, traceUrl } = report;
  const lines = [
    ...traces(report, columns, paint),
    ...evidence.hops.map((hop) => renderHop(hop, evidence.hops, paint)),
    "",
    ...(findings.length === 0
      ? [joinedLine(report, paint)]
      : findings.flatMap((finding) => renderFinding(finding, paint))),
    ...notesOf(report).map((note) => paint("dim", `  note: ${note}`)),
    ...(ownTrace(evidence).length === 0 ? [] : [`  ${traceUrl}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function traces({ evidence }: Report, columns: number, paint: Paint): string[] {
  const { tree, visit } = evidence;
  const others = new Set(tree.spans.map(({ traceId }) => traceId));
  others.delete(visit.traceId);
  const picture = (title: string, traceId: string) => [
    paint("bold", `${title} ${traceId}`),
    ...renderTree(tree, traceId, columns, paint),
    "",
  ];
  return [
    ...(ownTrace(evidence).length === 0 ? [] : picture("trace", visit.traceId)),
    ...[...others].flatMap((traceId) => picture("another trace", traceId)),
  ];
}

const words: Record<Hop["state"], string> = {
  joined: "",
  split: "in a trace of its own",
  gap: "a span between them is missing",
  silent: "no span of it",
  unseen: "no span of either",
};

function renderHop(hop: Hop, hops: readonly Hop[], paint: Paint): string {
  const isJoined = hop.state === "joined";
  const width = (of: (each: Hop) => string) => Math.max(...hops.map((each) => of(each).length));
  const request = hop.request.padEnd(width(({ request: each }) => each));
  const name = hopName(hop).padEnd(width(hopName));
  const proxies = hop.proxies.length === 0 ? "" : `⟠ ${hop.proxies.length} proxy spans`;
  const says = [words[hop.state], proxies].filter((part) => part !== "").join(", ");
  return `${isJoined ? paint("green", "✓") : paint("red", "✗")} ${request}  ${name}  ${says}`.trimEnd();
}

function joinedLine({ evidence }: Report, paint: Paint): string {
  const spans = ownTrace(evidence);
  const proxies = spans.filter((span) => isProxySpan(span)).length;
  const ofProxies = proxies === 0 ? "" : `, ${proxies} of them the proxies'`;
  return paint(
    "green",
    `✓ joined: the visit is one trace of ${spans.length} spans${ofProxies}, with one root and no gap`,
  );
}

function renderFinding({ code, summary, evidence, advice }: Finding, paint: Paint): string[] {
  return [
    paint("red", `✗ ${code}: ${printable(summary)}`),
    ...evidence.map((sign) => `    seen: ${printable(sign)}`),
    ...advice.map((step) => `    do:   ${printable(step)}`),
  ];
}
