import { pulseLimit } from "../data/use-live.ts";
import { sparkline } from "../model/sparkline.ts";

const size = { width: 64, height: 18 };

/** A line of a value's last minute; decoration beside the number. */
export function Spark({ values }: { values: readonly (number | undefined)[] }) {
  const { width, height } = size;
  return (
    <svg class="spark" viewBox={`-1 -2 ${width + 2} ${height + 4}`} width={width} height={height} aria-hidden="true">
      <path d={sparkline(values, pulseLimit, size)} />
    </svg>
  );
}
