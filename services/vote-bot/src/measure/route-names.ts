/** What a route is called that came after as many others as are told apart. */
export const otherRoutes = "(other routes)";

const maxRoutes = 100;

/** Bounds the routes that are told apart: names with an id in them would fill the memory. */
export type RouteNames = {
  /** The route itself, or `otherRoutes`. */
  nameOf(route: string): string;
};

export function createRouteNames(): RouteNames {
  const known = new Set<string>();
  return {
    nameOf: (route) => {
      if (known.size < maxRoutes) known.add(route);
      return known.has(route) ? route : otherRoutes;
    },
  };
}
