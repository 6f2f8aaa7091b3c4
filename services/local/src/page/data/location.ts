import { useEffect, useState } from "preact/hooks";

export type PageLocation = { readonly path: string; readonly query: URLSearchParams };

const changed = "page:location";

/** Goes to a URL of this page. `replace` leaves no step in the history: for what is typed or toggled. */
export function navigate(url: string, { replace = false } = {}): void {
  if (replace) history.replaceState(history.state, "", url);
  else history.pushState({ isOurs: true }, "", url);
  dispatchEvent(new Event(changed));
}

/** One step back, or to the list when the page was opened here. */
export function goBack(): void {
  if ((history.state as { isOurs?: boolean } | null)?.isOurs === true) history.back();
  else navigate("/");
}

/** The current path and query; renders again when they change. */
export function useLocation(): PageLocation {
  const [url, setUrl] = useState(location.href);
  useEffect(() => {
    const update = () => setUrl(location.href);
    for (const event of ["popstate", changed]) addEventListener(event, update);
    return () => {
      for (const event of ["popstate", changed]) removeEventListener(event, update);
    };
  }, []);
  const { pathname, searchParams } = new URL(url);
  return { path: pathname, query: searchParams };
}

/** Makes plain clicks on links of this page change the view without loading anew. Returns the way to end it. */
export function followLinks(): () => void {
  document.addEventListener("click", followLink);
  return () => document.removeEventListener("click", followLink);
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const href = (event.target as Element).closest("a[href]")?.getAttribute("href");
  if (!href?.startsWith("/") || href.startsWith("/api/")) return;
  event.preventDefault();
  navigate(href);
}
