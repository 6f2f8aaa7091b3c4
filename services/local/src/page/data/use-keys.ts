import { useEffect, useRef } from "preact/hooks";

/** By key; an action that returns false leaves the key to the browser. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Runs an action for a key pressed anywhere but in a field. `Escape` works in fields too. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]") !== null) return;
      if (event.key !== "Escape" && isField(event.target)) return;
      const action = current.current[event.key];
      if (action === undefined) return;
      if (action(event) !== false) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, select, textarea");
}

/** Whether a key belongs to the control that has the focus: Space and Enter press a button. */
export function isOnControl({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("button, a[href]") !== null;
}
