import type { RouteMatch } from "../../support/manifests/kinds.ts";

/** The open route that votes, by GET and without a ballot that would make a second one the same. */
const votePath = "/api/vote";

/** Whether a route's match can be of a vote: of GET /api/vote, or of one of voting's RPCs Vote…. */
export function canMatchVote({ path, method }: RouteMatch): boolean {
  if (typeof method === "object")
    return method.type === "RegularExpression" || (method.method ?? "Vote").startsWith("Vote");
  return (method ?? "GET") === "GET" && canMatchPath(path);
}

function canMatchPath({ type = "PathPrefix", value = "/" }: NonNullable<RouteMatch["path"]> = {}): boolean {
  if (type === "Exact") return value === votePath;
  if (type === "RegularExpression") return new RegExp(`^(?:${value})$`).test(votePath);
  return `${votePath}/`.startsWith(value.replace(/\/?$/, "/"));
}
