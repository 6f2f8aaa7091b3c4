import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { navigate } from "../data/location.ts";

const wholeId = /^[\da-f]{32}$/;

/** Filters the list by the beginning of a trace id as it is typed; Enter with a whole one opens the trace. */
export function TraceSearch({ field, traceId }: { field: RefObject<HTMLInputElement | null>; traceId: string }) {
  useEffect(() => {
    if (field.current !== null && document.activeElement !== field.current) field.current.value = traceId;
  }, [traceId]);

  const typed = () => field.current?.value.trim().toLowerCase() ?? "";
  const filter = () => {
    const id = typed();
    const isOnList = location.pathname === "/";
    if (id !== "" || isOnList) navigate(id === "" ? "/" : `/?traceId=${encodeURIComponent(id)}`, { replace: isOnList });
  };
  const open = (event: Event) => {
    event.preventDefault();
    if (wholeId.test(typed())) navigate(`/trace/${typed()}`);
    else document.querySelector<HTMLElement>("[data-list] [data-item]")?.focus();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") field.current?.blur();
  };
  return (
    <form role="search" class="search" onSubmit={open}>
      <kbd aria-hidden="true">/</kbd>
      <input
        ref={field}
        type="search"
        aria-label="Trace id or its beginning"
        placeholder="search trace id"
        spellcheck={false}
        autocomplete="off"
        onInput={filter}
        onKeyDown={leave}
      />
    </form>
  );
}
