import type { Attributes } from "../model/span.ts";

/** Keys and values by key; nothing for none. */
export function AttributeTable({ title, attributes }: { title: string; attributes: Attributes }) {
  const entries = Object.entries(attributes).toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <section class="attributes">
      <h3>{title}</h3>
      {entries.length > 0 && (
        <dl>
          {entries.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
