import type { RefObject } from "preact";
import { useContext } from "preact/hooks";
import { navigate } from "../data/location.ts";
import { useKeys } from "../data/use-keys.ts";
import { LiveContext } from "../data/use-live.ts";
import { formatRate } from "../model/format.ts";
import type { Route } from "../model/route.ts";
import { TraceSearch } from "./trace-search.tsx";

const views = [
  ["Traces", "/"],
  ["Topology", "/topology"],
  ["Services", "/services"],
] as const;

type TopBarProps = {
  route: Route;
  query: URLSearchParams;
  search: RefObject<HTMLInputElement | null>;
  onHelp: () => void;
};

/** The line above every view: whether the store is live, the search, and the way to the views. */
export function TopBar({ route, query, search, onHelp }: TopBarProps) {
  const { state, pulses } = useContext(LiveContext);
  const rate = pulses.at(-1)?.tracesPerSecond;
  useKeys(Object.fromEntries(views.map(([, href], at) => [String(at + 1), () => navigate(href)])));
  return (
    <header class="top-bar">
      <a class="brand" href="/">
        emojivoto <span>· traces</span>
      </a>
      <p class={`live is-${state}`}>
        <i aria-hidden="true" />
        {state === "live" ? "live" : state === "lost" ? "reconnecting" : "connecting"}
        {rate !== undefined && <span class="number">{formatRate(rate).replace("/s", "\u00a0traces/s")}</span>}
      </p>
      <TraceSearch field={search} traceId={route.view === "traces" ? (query.get("traceId") ?? "") : ""} />
      <nav aria-label="Views">
        {views.map(([name, href]) => (
          <a key={name} href={href} aria-current={isCurrent(route, name) ? "page" : undefined}>
            {name}
          </a>
        ))}
        <button type="button" class="quiet" onClick={onHelp} aria-label="Keys">
          ?
        </button>
      </nav>
    </header>
  );
}

function isCurrent({ view }: Route, name: (typeof views)[number][0]): boolean {
  return view === name.toLowerCase() || (view === "trace" && name === "Traces");
}
