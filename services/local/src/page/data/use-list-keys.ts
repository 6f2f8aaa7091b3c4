import type { RefObject } from "preact";
import { type KeyActions, useKeys } from "./use-keys.ts";

/** j, k and the arrows move the focus between the links of a list that carry `data-item`. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  const move = (by: number) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = items[at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const down = () => move(1);
  const up = () => move(-1);
  const actions: KeyActions = { j: down, ArrowDown: down, k: up, ArrowUp: up };
  useKeys(actions);
}
