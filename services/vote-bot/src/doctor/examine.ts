import type { Credentials } from "../sign-in/credentials.ts";
import { createJaegerClient } from "../jaeger/create-jaeger-client.ts";
import { tracePageUrl } from "../jaeger/trace-page-url.ts";
import type { TraceSpan } from "../jaeger/trace-span.ts";
import { diagnose } from "./diagnose.ts";
import type { DoctorConfig } from "./doctor-variables.ts";
import type { Evidence } from "./evidence/evidence.ts";
import { findHops } from "./evidence/find-hops.ts";
import { findStrays } from "./evidence/find-strays.ts";
import { sendVisit } from "./evidence/send-visit.ts";
import { createTraceTree } from "./evidence/trace-tree.ts";
import { waitForTrace } from "./evidence/wait-for-trace.ts";
import type { Progress } from "./report/create-progress.ts";
import type { Report } from "./report/report.ts";
import { UnreachableError } from "./unreachable-error.ts";

export type Examination = {
  readonly config: DoctorConfig;
  /** For a visit of v1. */
  readonly credentials: Credentials | undefined;
  /** Those of this process so far; they are complete once `flush` has resolved. */
  readonly ownSpans: readonly TraceSpan[];
  readonly exportsOwnSpans: boolean;
  readonly flush: () => Promise<void>;
  readonly progress: Progress;
};

/** Of the time there is, what the visit may take. */
const visitShare = 2 / 3;

/** Sends the visit, gathers what there is to see of it, and says what is wrong. Throws where web or Jaeger is not there. */
export async function examine(examination: Examination): Promise<Report> {
  const { config, ownSpans, exportsOwnSpans, progress } = examination;
  const deadlineMs = performance.now() + config.DOCTOR_TIMEOUT;
  const jaeger = createJaegerClient(config.JAEGER_URL);
  // Before the visit: no vote is cast for nothing.
  await jaeger.services();
  progress.say(`sending one visit to ${config.WEB_HOST.origin}`);
  const sent = await visitWeb(examination);
  await examination.flush();
  const visit = { ...sent, isSampled: ownSpans.length > 0 };
  const { spans, ownSpansCame } = visit.isSampled
    ? await waitForTrace(jaeger, {
        visit,
        ownSpans,
        exportsOwnSpans,
        deadlineMs,
        onProgress: progress.waiting,
      })
    : { spans: [], ownSpansCame: false };
  const servicesKnown = await jaeger.services();
  const tree = createTraceTree([...spans, ...(await findStrays(jaeger, visit, spans, servicesKnown))]);
  const evidence: Evidence = {
    visit,
    tree,
    hops: findHops(visit, tree),
    servicesKnown,
    ownSpans: ownSpansCame ? "exported" : exportsOwnSpans ? "lost" : "added",
    expectMesh: config.EXPECT_MESH,
  };
  return {
    evidence,
    findings: diagnose(evidence),
    traceUrl: tracePageUrl(config.TRACES_URL ?? config.JAEGER_URL, visit.traceId),
  };
}

async function visitWeb({ config, credentials }: Examination) {
  const { WEB_HOST: target, HOST_OVERRIDE: hostHeader, DOCTOR_TIMEOUT: timeoutMs } = config;
  const sent = await sendVisit({ target, hostHeader, credentials, timeoutMs: timeoutMs * visitShare });
  if (!sent.isConnected) {
    throw new UnreachableError(`cannot reach web at ${target.origin}: ${sent.reason}; set --web or WEB_HOST`);
  }
  return sent;
}
