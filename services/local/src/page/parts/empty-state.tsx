import type { ComponentChildren } from "preact";

/** What stands where there is nothing yet: what that means, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty" role="status">
      <h1>{title}</h1>
      <p>{children}</p>
    </div>
  );
}
