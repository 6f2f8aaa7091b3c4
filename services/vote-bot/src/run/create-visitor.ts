import { setTimeout as delay } from "node:timers/promises";
import type { RequestRecord } from "../measure/request-record.ts";
import type { Visitor } from "../scenarios/scenario.ts";
import { unlessCutOff } from "../scenarios/unless-cut-off.ts";
import { describeStatus } from "../web/describe-status.ts";
import type { OnSpan } from "../web/exchange.ts";
import type { WebAnswer, WebRequest } from "../web/web-request.ts";
import { abortedBy } from "./aborted-by.ts";
import { scenarioError } from "./scenario-error.ts";
import type { VisitPlan } from "./visit-plan.ts";
import { VisitError } from "./visit-error.ts";

export type VisitorParts = {
  readonly traceId: string;
  readonly isSampled: boolean;
  readonly choose: Visitor["choose"];
  /** What the visit's requests leave behind. */
  readonly trail: Trail;
};

export type Trail = {
  isConnected: boolean;
  /** A request found nobody to take it. */
  isUnreachable: boolean;
  hasExpected: boolean;
  status: number | string | undefined;
};

type Named = Pick<RequestRecord, "protocol" | "method" | "route">;
type Ending = Pick<RequestRecord, "status" | "outcome" | "errorType" | "reason">;
type Answered<T> = { readonly status: number | string; readonly isExpected: boolean; readonly value: T };

/** What a scenario acts through: each of its steps begins where the one before has ended, and is measured from there. */
export function createVisitor(plan: VisitPlan, { traceId, isSampled, choose, trail }: VisitorParts): Visitor {
  const { number, scenario, web, draw, signal, ledger } = plan;
  let readyMs = plan.intendedMs;

  const measure = async <T>(
    { protocol, method, route }: Named,
    work: (onSpan: OnSpan) => Promise<Answered<T>>,
  ): Promise<T> => {
    let spanId: string | undefined;
    const sentMs = performance.now();
    // Node's timers may end a think up to a millisecond early.
    const intendedMs = Math.min(readyMs, sentMs);
    // Each field by its name, here and below: at thousands of requests a second a spread object costs more than it tells.
    const end = ({ status, outcome, errorType, reason }: Ending) => {
      const endMs = performance.now();
      readyMs = endMs;
      trail.status = status ?? trail.status;
      ledger.request({
        protocol,
        method,
        route,
        scenario: scenario.name,
        visitNumber: number,
        status,
        outcome,
        errorType,
        reason,
        traceId,
        isSampled,
        spanId,
        intendedMs,
        sentMs,
        endMs,
      });
    };
    if (signal.aborted) throw abortedBy(signal);
    ledger.sent();
    try {
      const { status, isExpected, value } = await work((id) => {
        spanId = id;
      });
      trail.isConnected = true;
      trail.hasExpected ||= isExpected;
      end({ status, outcome: isExpected ? "expected" : "ok", errorType: undefined, reason: "" });
      return value;
    } catch (error) {
      const failure = error instanceof VisitError ? error : scenarioError(error);
      trail.isConnected ||= failure.isConnected;
      trail.isUnreachable ||= !failure.isConnected;
      const { status, outcome, message: reason } = failure;
      end({ status, outcome, errorType: outcome === "aborted" ? undefined : failure.errorType, reason });
      throw failure;
    }
  };

  return {
    number,
    signal,
    draw,
    choose,
    send: <T = WebAnswer>(request: WebRequest<T>) => {
      const { method, path, route = path } = request;
      return measure({ protocol: "http", method, route }, async (onSpan) =>
        judge(request, await web.send(request, signal, onSpan)),
      );
    },
    think: async (purpose, minMs, maxMs) => {
      readyMs += minMs + draw(purpose) * (maxMs - minMs);
      const leftMs = readyMs - performance.now();
      if (leftMs <= 0) return;
      await delay(leftMs, undefined, { signal }).catch(() => {
        throw abortedBy(signal);
      });
    },
    measure: ({ method, route, expects = [], work }) =>
      measure({ protocol: "grpc", method, route }, async (onSpan) => {
        const { status, value } = await unlessCutOff(work(onSpan), signal, route);
        const isExpected = expects.includes(status);
        if (status === "OK" || isExpected) return { status, isExpected, value };
        throw new VisitError(`${route} answered ${status}`, { errorType: status, status });
      }),
  };
}

/** Whether the answer is what was asked for: its status first, then what the scenario reads of it. */
function judge<T>({ expects = [], read }: WebRequest<T>, answer: WebAnswer): Answered<T> {
  const { request, status } = answer;
  const isExpected = status >= 400 && expects.includes(status);
  if (status >= 400 && !isExpected) {
    throw new VisitError(`${request} answered ${describeStatus(status)}`, { errorType: String(status), status });
  }
  // What an expected failure says is not what `read` reads. Without `read`, T is the answer itself.
  const value = read === undefined || isExpected ? (answer as T) : read(answer);
  return { status, isExpected, value };
}
