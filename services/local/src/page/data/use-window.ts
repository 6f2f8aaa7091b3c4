import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Rows rendered beyond each edge of what is seen. */
const beyond = 12;

/** Of `count` rows of one height in a scrolling element: from which to which (not included) to render. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeightPx: number,
): [number, number] {
  const [view, setView] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const update = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener("scroll", update, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", update);
    };
  }, []);
  const first = Math.max(0, Math.floor(view.top / rowHeightPx) - beyond);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeightPx) + beyond);
  return [Math.min(first, last), last];
}
