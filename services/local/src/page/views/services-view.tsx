import type { Signals } from "../../traces/api.ts";
import { goBack } from "../data/location.ts";
import { useAnswer } from "../data/use-answer.ts";
import { useKeys } from "../data/use-keys.ts";
import { seriesShown } from "../model/series-shown.ts";
import { EmptyState } from "../parts/empty-state.tsx";
import { SignalRow } from "../parts/signal-row.tsx";

const lookEveryMs = 5_000;

/** `/services?service=&operation=`: golden signals over the last quarter of an hour. */
export function ServicesView({ query }: { query: URLSearchParams }) {
  const service = query.get("service") ?? undefined;
  const operation = query.get("operation") ?? undefined;
  const asked = new URLSearchParams({ ...(service && { service }), ...(operation && { operation }) });
  const { data, error } = useAnswer<Signals>(`/api/signals?${asked}`, () => lookEveryMs);
  const series = data && seriesShown(data.series, service, operation);
  useKeys({ Escape: goBack });

  return (
    <div class="services-view">
      <div class="view-head">
        <h1>
          {service === undefined ? "Services" : <a href="/services">Services</a>}
          {service !== undefined && (
            <>
              <span class="faint"> / </span>
              {operation === undefined ? service : <a href={serviceHref(service)}>{service}</a>}
            </>
          )}
          {operation !== undefined && (
            <>
              <span class="faint"> / </span>
              {operation}
            </>
          )}
        </h1>
        <p class="faint">the last 15 minutes; a point opens the traces behind it</p>
      </div>
      {error !== undefined && data === undefined && (
        <EmptyState title="No answer">The signals cannot be read: {error}. Trying again.</EmptyState>
      )}
      {series !== undefined && series.length === 0 && (
        <EmptyState title="No requests in the last 15 minutes">
          {service === undefined ? (
            <>
              Send some, such as <code>npm start -- --rate 10</code>; services appear here as they answer.
            </>
          ) : (
            <a href="/services">See all services</a>
          )}
        </EmptyState>
      )}
      {data !== undefined &&
        series?.map((one) => (
          <SignalRow
            key={`${one.service} ${one.operation}`}
            signals={data}
            series={one}
            isWithin={service !== undefined}
          />
        ))}
    </div>
  );
}

function serviceHref(service: string): string {
  return `/services?service=${encodeURIComponent(service)}`;
}
