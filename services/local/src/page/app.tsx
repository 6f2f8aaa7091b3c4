import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { followLinks, useLocation } from "./data/location.ts";
import { useKeys } from "./data/use-keys.ts";
import { LiveContext, useLive } from "./data/use-live.ts";
import { readRoute, type Route } from "./model/route.ts";
import { ConnectionNotice } from "./parts/connection-notice.tsx";
import { EmptyState } from "./parts/empty-state.tsx";
import { KeyHelp } from "./parts/key-help.tsx";
import { PulseStrip } from "./parts/pulse-strip.tsx";
import { TopBar } from "./parts/top-bar.tsx";
import { ServicesView } from "./views/services-view.tsx";
import { TopologyView } from "./views/topology-view.tsx";
import { TraceView } from "./views/trace-view.tsx";
import { TracesView } from "./views/traces-view.tsx";

function App() {
  const live = useLive();
  const { path, query } = useLocation();
  const route = readRoute(path);
  const search = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const title = titleOf(route);
  useEffect(followLinks, []);
  useEffect(() => {
    document.title = `${title} · emojivoto`;
  }, [title]);
  useKeys({ "/": () => search.current?.select(), "?": () => setHelpOpen(true) });
  return (
    <LiveContext.Provider value={live}>
      <TopBar route={route} query={query} search={search} onHelp={() => setHelpOpen(true)} />
      <PulseStrip />
      <ConnectionNotice state={live.state} />
      <main>{viewOf(route, query)}</main>
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
    </LiveContext.Provider>
  );
}

function titleOf(route: Route): string {
  if (route.view === "trace") return `trace ${route.traceId.slice(0, 8)}`;
  return route.view === "unknown" ? "no such page" : route.view;
}

function viewOf(route: Route, query: URLSearchParams) {
  switch (route.view) {
    case "traces":
      return <TracesView query={query} />;
    case "trace":
      return <TraceView key={route.traceId} traceId={route.traceId} query={query} />;
    case "topology":
      return <TopologyView query={query} />;
    case "services":
      return <ServicesView query={query} />;
    case "unknown":
      return (
        <EmptyState title="There is no such page">
          <a href="/">See the live traces</a>
        </EmptyState>
      );
  }
}

render(<App />, document.body);
