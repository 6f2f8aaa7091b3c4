import { createOrigin, type Origin } from "./origin.ts";

/** Beyond these sizes origins are not shared, so that strange ones cannot pile up. */
const maxShared = 1_000;
const maxSharedBytes = 16_384;

/** Gives the same origin for the same encoded resource and scope, as a process sends them with each batch. */
export function createSharedOrigins(): (resource: Uint8Array, scope: Uint8Array) => Origin {
  const shared = new Map<string, Origin>();
  return (resource, scope) => {
    if (resource.length + scope.length > maxSharedBytes) return createOrigin(resource, scope);
    const key = `${latin1(resource)}|${resource.length}|${latin1(scope)}`;
    let origin = shared.get(key);
    if (origin === undefined) {
      origin = createOrigin(resource, scope);
      if (shared.size >= maxShared) shared.clear();
      shared.set(key, origin);
    }
    return origin;
  };
}

function latin1({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("latin1");
}
