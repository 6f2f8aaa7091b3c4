import { KeyValue } from "@emojivoto/proto/otlp/common";

/** Gives the attribute that lies encoded at `start` to `end` of `bytes`; not to be changed, for others share it. */
export type AttributeReader = (bytes: Uint8Array, start: number, end: number) => KeyValue;

type Known = { readonly bytes: Uint8Array; readonly attribute: KeyValue };

/** A power of two: one attribute is remembered for each of so many hashes. */
const slots = 2_048;

/** Decodes an attribute once where spans repeat it, as they do most, and gives the same object for the same bytes. */
export function createSharedAttributes(): AttributeReader {
  const known = Array.from({ length: slots }, (): Known | undefined => undefined);
  return (bytes, start, end) => {
    const slot = hash(bytes, start, end) & (slots - 1);
    const last = known[slot];
    if (last !== undefined && isAt(last.bytes, bytes, start, end)) return last.attribute;
    const own = bytes.slice(start, end);
    const attribute = KeyValue.decode(own);
    known[slot] = { bytes: own, attribute };
    return attribute;
  };
}

/** FNV-1a. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let mixed = 0x811c_9dc5;
  for (let at = start; at < end; at++) mixed = Math.imul(mixed ^ bytes[at]!, 0x0100_0193);
  return mixed ^ (mixed >>> 15);
}

function isAt(wanted: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (wanted.length !== end - start) return false;
  for (let at = 0; at < wanted.length; at++) if (wanted[at] !== bytes[start + at]) return false;
  return true;
}
