/** Expressions that have no data where these tests run: those with `part` in them. */
export const idleExpressions: readonly { readonly part: string; readonly reason: string }[] = [
  { part: "outbound_", reason: "Linkerd's proxies, which are not here, tell of routes" },
];
