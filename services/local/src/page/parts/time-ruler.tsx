import { formatDuration, withoutTrailingZeros } from "../model/format.ts";
import { timeAxis } from "../model/time-axis.ts";

/** From here on, in parts of the length, a mark's figure stands before it: behind it the column ends. */
const lastPart = 0.88;

/** The heads of the waterfall's columns, with the time axis above the bars. */
export function TimeRuler({ lengthMs }: { lengthMs: number }) {
  return (
    <div class="ruler">
      <span class="ruler-head is-service">service</span>
      <span class="ruler-head">operation</span>
      <div class="marks number" aria-hidden="true">
        {marksOf(lengthMs).map(({ markMs, part }) => (
          <i key={markMs} class={part > lastPart ? "is-last" : undefined} style={{ left: `${100 * part}%` }}>
            {withoutTrailingZeros(formatDuration(markMs))}
          </i>
        ))}
      </div>
      <span class="ruler-head right">duration</span>
    </div>
  );
}

/** The axis' lines, behind the bars. */
export function TimeGrid({ lengthMs }: { lengthMs: number }) {
  return (
    <div class="time-grid" aria-hidden="true">
      <div class="marks">
        {marksOf(lengthMs).map(({ markMs, part }) => (
          <i key={markMs} style={{ left: `${100 * part}%` }} />
        ))}
      </div>
    </div>
  );
}

function marksOf(lengthMs: number): { markMs: number; part: number }[] {
  return timeAxis(lengthMs).map((markMs) => ({ markMs, part: lengthMs === 0 ? 0 : markMs / lengthMs }));
}
