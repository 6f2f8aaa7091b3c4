import type { Origin } from "../store/origin.ts";
import { lengthDelimited } from "./length-delimited.ts";

export type OriginOf = (resource: Uint8Array, scope: Uint8Array) => Origin;

/** The field numbers that traces and logs have in common. */
const field = { resourceItems: 1, resource: 1, scopeItems: 2, scope: 1, items: 2 };

const empty = new Uint8Array();

/**
 * The spans or log records of an export request, encoded as they came, each with its origin; throws where the
 * request is malformed.
 */
export function* scopedMessages(request: Uint8Array, originOf: OriginOf): Generator<readonly [Origin, Uint8Array]> {
  for (const ofResource of lengthDelimited(request, field.resourceItems)) {
    const resource = last(ofResource, field.resource);
    for (const ofScope of lengthDelimited(ofResource, field.scopeItems)) {
      const origin = originOf(resource, last(ofScope, field.scope));
      for (const item of lengthDelimited(ofScope, field.items)) yield [origin, item];
    }
  }
}

function last(message: Uint8Array, fieldNumber: number): Uint8Array {
  return Array.from(lengthDelimited(message, fieldNumber)).at(-1) ?? empty;
}
