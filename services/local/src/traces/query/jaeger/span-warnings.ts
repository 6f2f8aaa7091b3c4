import type { DecodedSpan } from "../../store/decode-span.ts";
import { goDuration, goTime } from "./go-format.ts";

/** Jaeger lets no span end before a nanosecond after its start. */
export function endNsOf({ startTimeUnixNano: start, endTimeUnixNano: end }: DecodedSpan): bigint {
  return end > start ? end : start + 1n;
}

/**
 * What Jaeger remarks about a span, in its words: an end that is not after its start, a parent that is missing, and
 * how far a span lies outside its parent; null for nothing. `parent` is undefined where it is missing.
 */
export function spanWarnings(
  span: DecodedSpan,
  parentId: string | undefined,
  parent: DecodedSpan | undefined,
): string[] | null {
  const warnings: string[] = [];
  const endNs = endNsOf(span);
  if (endNs !== span.endTimeUnixNano) {
    const [end, adjusted] = [goTime(span.endTimeUnixNano), goTime(endNs)];
    warnings.push(
      `Negative duration detected, sanitizing end timestamp. Original end timestamp: ${end}, adjusted to: ${adjusted}`,
    );
  }
  if (parent !== undefined) {
    const skewNs = skewOf(span, parent);
    if (skewNs !== 0n) {
      warnings.push(`clock skew adjustment disabled; not applying calculated delta of ${goDuration(skewNs)}`);
    }
  } else if (parentId !== undefined) {
    warnings.push(`invalid parent span IDs=${parentId}; skipping clock skew adjustment`);
  }
  return warnings.length > 0 ? warnings : null;
}

/** By how many nanoseconds a span would have to move to lie within its parent. */
function skewOf(span: DecodedSpan, parent: DecodedSpan): bigint {
  const [start, end] = [span.startTimeUnixNano, endNsOf(span)];
  const [parentStart, parentEnd] = [parent.startTimeUnixNano, endNsOf(parent)];
  const longerBy = end - start - (parentEnd - parentStart);
  // It outlasted its parent, which has perhaps not waited for it.
  if (longerBy > 0n) return start < parentStart ? parentStart - start : 0n;
  if (start >= parentStart && end <= parentEnd) return 0n;
  return parentStart - longerBy / 2n - start;
}
