import type { Request } from "express";

/** The pattern of the route that took a request, or undefined: never the URL, which anybody can fill with anything. */
export function routeOf(request: Request): string | undefined {
  return (request.route as { path?: string } | undefined)?.path;
}
