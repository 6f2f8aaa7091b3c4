/** Where people look at a trace: on Jaeger's page or the local store's, which has the address `base`. */
export function tracePageUrl(base: URL, traceId: string): string {
  return `${base.href.replace(/\/$/, "")}/trace/${traceId}`;
}
