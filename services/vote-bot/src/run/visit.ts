import { type Span, SpanKind, SpanStatusCode, trace, TraceFlags } from "@opentelemetry/api";
import { ATTR_CHOICE, ATTR_VISIT_NUMBER, ATTR_VISIT_OUTCOME, ATTR_VISIT_SCENARIO } from "../attributes.ts";
import type { VisitOutcome, VisitRecord } from "../measure/visit-record.ts";
import { createVisitor, type Trail } from "./create-visitor.ts";
import { scenarioError } from "./scenario-error.ts";
import type { VisitPlan } from "./visit-plan.ts";
import { VisitError } from "./visit-error.ts";

/** Makes one visit as one trace: its root span `visit`, and below it what the requests add. Never rejects. */
export function visit(plan: VisitPlan): Promise<VisitRecord> {
  const { number, scenario, ledger, onEnded } = plan;
  const attributes = { [ATTR_VISIT_SCENARIO]: scenario.name, [ATTR_VISIT_NUMBER]: number };
  const tracer = trace.getTracer("@emojivoto/vote-bot");
  return tracer.startActiveSpan("visit", { kind: SpanKind.INTERNAL, root: true, attributes }, async (span) => {
    const record = await follow(plan, span);
    span.setAttribute(ATTR_VISIT_OUTCOME, record.outcome);
    if (record.outcome === "error" || record.outcome === "timeout") {
      span.setStatus({ code: SpanStatusCode.ERROR, message: record.reason });
    }
    ledger.ended(record);
    onEnded(record);
    span.end();
    return record;
  });
}

async function follow(plan: VisitPlan, span: Span): Promise<VisitRecord> {
  const { number, intendedMs, scenario, pick, onVote } = plan;
  const startedMs = performance.now();
  const { traceId, traceFlags } = span.spanContext();
  const trail: Trail = { isConnected: false, isUnreachable: false, hasExpected: false, status: undefined };
  let choice: string | undefined;
  const choose = (shortcodes: readonly string[]) => {
    choice = pick(shortcodes);
    span.setAttribute(ATTR_CHOICE, choice);
    onVote(choice);
    return choice;
  };
  const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
  const visitor = createVisitor(plan, { traceId, isSampled, choose, trail });
  const ending = await endingOf(() => scenario.visit(visitor));
  const outcome = ending.outcome === "ok" && trail.hasExpected ? "expected" : ending.outcome;
  const times = { intendedMs, startedMs, endMs: performance.now() };
  const { isConnected, isUnreachable, status } = trail;
  return {
    number,
    scenario: scenario.name,
    traceId,
    isSampled,
    choice,
    status,
    isConnected: isConnected || !isUnreachable,
    ...ending,
    outcome,
    ...times,
  };
}

type Ending = {
  readonly outcome: VisitOutcome;
  readonly reason: string;
  readonly errorType: string | undefined;
};

/** What a scenario throws of its own is an error of this visit and not of the bot. */
async function endingOf(work: () => Promise<void>): Promise<Ending> {
  try {
    await work();
    return { outcome: "ok", reason: "", errorType: undefined };
  } catch (error) {
    if (error instanceof VisitError) return { outcome: error.outcome, reason: error.message, errorType: undefined };
    const { outcome, message: reason, errorType } = scenarioError(error);
    return { outcome, reason, errorType };
  }
}
