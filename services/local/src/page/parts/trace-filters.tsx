import { navigate } from "../data/location.ts";
import { useAnswer } from "../data/use-answer.ts";
import { withQuery } from "../model/route.ts";
import type { TraceFilter } from "../model/trace-filter.ts";
import { filterQuery } from "../model/trace-filter.ts";
import { Choice } from "./choice.tsx";

const servicesEveryMs = 10_000;
const statuses = [
  ["ok", "no failure"],
  ["error", "✕ failed"],
] as const;
const durations = [
  ["5", "≥ 5 ms"],
  ["10", "≥ 10 ms"],
  ["50", "≥ 50 ms"],
  ["100", "≥ 100 ms"],
  ["1000", "≥ 1 s"],
] as const;

/** What the list is narrowed to; each choice is in the URL. */
export function TraceFilters({ filter, query }: { filter: TraceFilter; query: URLSearchParams }) {
  const { data } = useAnswer<{ data: readonly string[] | null }>("/api/services", () => servicesEveryMs);
  const change = (name: string, value: string) => navigate(withQuery("/", query, { [name]: value }), { replace: true });
  const services = new Set([...(data?.data ?? []), ...(filter.service === undefined ? [] : [filter.service])]);
  const minimum = filter.minDurationMs === undefined ? "" : String(filter.minDurationMs);
  const isCustom = minimum !== "" && !durations.some(([value]) => value === minimum);
  return (
    <form class="filters" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <Choice
        label="service"
        value={filter.service ?? ""}
        options={[...services].toSorted().map((name) => [name, name])}
        onChange={(value) => change("service", value)}
      />
      <Choice
        label="status"
        value={filter.status ?? ""}
        options={statuses}
        onChange={(value) => change("status", value)}
      />
      <Choice
        label="duration"
        value={minimum}
        options={isCustom ? [...durations, [minimum, `≥ ${minimum} ms`]] : durations}
        onChange={(value) => change("minDurationMs", value)}
      />
      {filterQuery(filter) !== "" && (
        <a class="clear" href="/">
          ✕ clear
        </a>
      )}
    </form>
  );
}
