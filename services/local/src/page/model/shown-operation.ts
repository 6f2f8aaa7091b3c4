import type { Span } from "./span.ts";

/**
 * A span's name as people look for it: an RPC without its package, `VotingService/VoteDog`, and a request that the
 * conventions call just `GET` with its path.
 */
export function shownOperation({ operation, attributes }: Pick<Span, "operation" | "attributes">): string {
  const url = attributes["url.full"];
  const isBare = /^[A-Z]+$/.test(operation);
  if (isBare && typeof url === "string" && URL.canParse(url)) return `${operation} ${new URL(url).pathname}`;
  return operation.replace(/^(?:\w+\.)+(?=\w+\/\w+$)/, "");
}
