import type { ReceivedSpan } from "./otlp-receiver.ts";

const proxyService = "linkerd-proxy";

/**
 * A trace as a tree of text: service, kind, name, status codes, `ERROR`. A mesh's spans are left out and their
 * children hang below the nearest span of ours, so that the text is the same with and without a mesh. A span
 * whose parent is not in the trace is a root, marked `orphan` where it names a parent other than `remoteParent`.
 */
export function renderTrace(spans: readonly ReceivedSpan[], remoteParent = ""): string {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const ours = spans.filter(({ service }) => service !== proxyService);
  const children = Map.groupBy(ours, (span) => ancestorOf(span, byId)?.spanId ?? "");
  const lines: string[] = [];
  const visit = (span: ReceivedSpan, depth: number) => {
    lines.push(`${"  ".repeat(depth)}${describe(span, remoteParent, byId)}`);
    for (const child of inOrder(children.get(span.spanId))) visit(child, depth + 1);
  };
  for (const root of inOrder(children.get(""))) visit(root, 0);
  return lines.join("\n");
}

function ancestorOf(span: ReceivedSpan, byId: Map<string, ReceivedSpan>): ReceivedSpan | undefined {
  const parent = byId.get(span.parentSpanId);
  return parent?.service === proxyService ? ancestorOf(parent, byId) : parent;
}

function inOrder(spans: readonly ReceivedSpan[] = []): ReceivedSpan[] {
  return spans.toSorted((a, b) => Number(a.startedAt - b.startedAt));
}

function describe(span: ReceivedSpan, remoteParent: string, byId: Map<string, ReceivedSpan>): string {
  const { service, kind, name, status, attributes, parentSpanId } = span;
  const isOrphan = parentSpanId !== "" && parentSpanId !== remoteParent && !byId.has(parentSpanId);
  const code = (attributes["http.response.status_code"] ?? attributes["rpc.status_code"] ?? "") as string;
  return [service, kind, name, code, status === "ERROR" ? "ERROR" : "", isOrphan ? "orphan" : ""]
    .filter((part) => part !== "")
    .join(" ");
}
