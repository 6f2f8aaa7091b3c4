/** Every key of the page and what it does, for `?`. */
export const keyTable: readonly (readonly [keys: string, action: string])[] = [
  ["/", "search by trace id"],
  ["1  2  3", "traces, topology, services"],
  ["j  k  or  ↓  ↑", "move down and up in a list"],
  ["Enter", "open what has the focus"],
  ["h  l  or  ←  →", "collapse and expand a span; move in a chart"],
  ["m", "fold the mesh's proxies away and back"],
  ["Space", "pause the live list, and go on"],
  ["Esc", "close, or back"],
  ["?", "these keys"],
];
