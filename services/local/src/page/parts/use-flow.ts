import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type EdgeFlow, flowSpeed, moveFlow, startFlow } from "../model/flow.ts";
import { edgeKey, edgePath, type PlacedEdge } from "../model/topology-layout.ts";

const svgNamespace = "http://www.w3.org/2000/svg";
/** A tab that was in the background goes on from where it was. */
const longestStepMs = 100;

type DrawnEdge = { edge: PlacedEdge; path: SVGPathElement; flow: EdgeFlow; marks: SVGGElement[] };

/** Moves dots along the edges inside the returned group, outside of rendering; none while `isStill`. */
export function useFlow(edges: readonly PlacedEdge[], isStill: boolean): RefObject<SVGGElement | null> {
  const group = useRef<SVGGElement>(null);
  const drawn = useRef(new Map<string, DrawnEdge>());

  useEffect(() => {
    if (group.current === null) return;
    const before = drawn.current;
    drawn.current = new Map(edges.map((edge) => [edgeKey(edge), drawEdge(edge, before)]));
    group.current.replaceChildren(...[...drawn.current.values()].flatMap(({ marks }) => marks));
  }, [edges]);

  useEffect(() => {
    if (isStill) return group.current?.setAttribute("display", "none");
    group.current?.removeAttribute("display");
    let frame = 0;
    let lastMs = performance.now();
    const step = (nowMs: number) => {
      const seconds = Math.min(longestStepMs, nowMs - lastMs) / 1_000;
      lastMs = nowMs;
      for (const edge of drawn.current.values()) moveMarks(edge, seconds);
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [isStill]);

  return group;
}

/** Keeps an edge's dots where they are when only its figures changed. */
function drawEdge(edge: PlacedEdge, before: ReadonlyMap<string, DrawnEdge>): DrawnEdge {
  const known = before.get(edgeKey(edge));
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", edgePath(edge.points));
  const fresh = startFlow(edge.requestsPerSecond, failureRatio(edge), path.getTotalLength());
  const flow = known !== undefined && known.flow.dots.length === fresh.dots.length ? known.flow : fresh;
  const marks = flow === known?.flow ? known.marks : flow.dots.map(createMark);
  return { edge, path, flow, marks };
}

/** A dot, and the diamond it is instead when it is a failure. */
function createMark(): SVGGElement {
  const mark = document.createElementNS(svgNamespace, "g");
  const dot = document.createElementNS(svgNamespace, "circle");
  dot.setAttribute("r", "4");
  const diamond = document.createElementNS(svgNamespace, "path");
  diamond.setAttribute("d", "M0-7 7 0 0 7-7 0Z");
  mark.append(dot, diamond);
  return mark;
}

function failureRatio({ successRatio = 1 }: PlacedEdge): number {
  return 1 - successRatio;
}

function moveMarks(drawn: DrawnEdge, seconds: number): void {
  const { edge, path, marks } = drawn;
  drawn.flow = moveFlow(drawn.flow, seconds * flowSpeed(edge.requestsPerSecond), failureRatio(edge));
  const length = path.getTotalLength();
  for (const [index, { at, isFailure }] of drawn.flow.dots.entries()) {
    const { x, y } = path.getPointAtLength(at * length);
    marks[index]?.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    marks[index]?.setAttribute("class", isFailure ? "flow is-failure" : "flow");
  }
}
