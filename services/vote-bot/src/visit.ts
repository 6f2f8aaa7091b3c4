import { type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { ATTR_CHOICE, ATTR_VISIT_NUMBER, ATTR_VISIT_OUTCOME, ATTR_VISIT_SCENARIO } from "./attributes.ts";
import { doughnut } from "./pick-emoji.ts";
import type { ScenarioName } from "./scenarios/scenario-mix.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { VisitError } from "./visit-error.ts";
import { describeStatus } from "./web/describe-status.ts";

export type VisitPlan = {
  /** From 1. */
  readonly number: number;
  readonly scenarioName: ScenarioName;
  readonly scenario: Scenario;
  readonly pick: (shortcodes: readonly string[]) => string;
  readonly signal: AbortSignal;
  /** Called when the vote for `choice` is about to be sent. */
  readonly onVote: (choice: string) => void;
};

/** How a visit ended; `expected` is the doughnut's failure. */
export type VisitResult = {
  readonly outcome: "ok" | "expected" | "error";
  readonly traceId: string;
  /** What was voted for, if it came to that. */
  readonly choice: string | undefined;
  /** The status of the last answer, if there was one. */
  readonly status: number | undefined;
  /** For `error`: why, in plain words. */
  readonly reason: string;
  readonly isConnected: boolean;
};

/** Makes one visit as one trace: its root span `visit`, and below it what the requests add. */
export function visit(plan: VisitPlan): Promise<VisitResult> {
  const { number, scenarioName } = plan;
  const attributes = { [ATTR_VISIT_SCENARIO]: scenarioName, [ATTR_VISIT_NUMBER]: number };
  const tracer = trace.getTracer("@emojivoto/vote-bot");
  return tracer.startActiveSpan("visit", { kind: SpanKind.INTERNAL, root: true, attributes }, async (span) => {
    try {
      const result = await follow(plan, span);
      span.setAttribute(ATTR_VISIT_OUTCOME, result.outcome);
      if (result.outcome === "error") span.setStatus({ code: SpanStatusCode.ERROR, message: result.reason });
      return result;
    } finally {
      span.end();
    }
  });
}

async function follow({ scenario, pick, signal, onVote }: VisitPlan, span: Span): Promise<VisitResult> {
  let choice: string | undefined;
  const choose = (shortcodes: readonly string[]) => {
    choice = pick(shortcodes);
    span.setAttribute(ATTR_CHOICE, choice);
    onVote(choice);
    return choice;
  };
  const { traceId } = span.spanContext();
  try {
    const { request, status } = await scenario({ signal, choose });
    const outcome = outcomeOf(choice, status);
    const reason = outcome === "error" ? `${request} answered ${describeStatus(status)}` : "";
    return { outcome, traceId, choice, status, reason, isConnected: true };
  } catch (error) {
    if (!(error instanceof VisitError)) throw error;
    const { message: reason, status, isConnected } = error;
    return { outcome: "error", traceId, choice, status, reason, isConnected };
  }
}

function outcomeOf(choice: string | undefined, status: number): VisitResult["outcome"] {
  if (status >= 200 && status < 300) return "ok";
  return choice === doughnut && status === 500 ? "expected" : "error";
}
