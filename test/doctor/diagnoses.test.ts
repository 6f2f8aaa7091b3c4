import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { type RunningService, startService } from "../support/start-service.ts";
import { type Stack, startStack } from "../support/start-stack.ts";
import { addMesh } from "./add-mesh.ts";
import { startHeaderlessProxy } from "./headerless-proxy.ts";
import { runDoctor } from "./run-doctor.ts";
import { type Change, startChangeableStore, type ChangeableStore } from "./changeable-store.ts";

const asIs: Change = (spans) => spans;

/** Web's call of ListAll was dropped. */
const withoutFirstCall: Change = (spans) =>
  spans.filter(({ service, operationName, tags }) => {
    const isCall = tags.some(({ key, value }) => key === "span.kind" && value === "client");
    return !(service === "web" && isCall && operationName.endsWith("/ListAll"));
  });

/** Voting's clock, 5 s behind. */
const votingBehind: Change = (spans) =>
  spans.map((span) => (span.service === "voting" ? { ...span, startTime: span.startTime - 5_000_000 } : span));

describe.skipIf(!slowTests)("what doctor finds (SLOW_TESTS=on)", () => {
  // One store and one set of services for all; a web of its own only where web's own variables are at fault.
  let store: ChangeableStore;
  let elsewhere: ChangeableStore;
  let stack: Stack;
  const webs: RunningService[] = [];

  beforeAll(async () => {
    [store, elsewhere] = await Promise.all([startChangeableStore(), startChangeableStore()]);
    stack = await startStack({ env: store.env });
  });

  afterAll(async () => {
    await Promise.all(webs.map((web) => web.stop()));
    await stack.stop();
    await Promise.all([store.close(), elsewhere.close()]);
  });

  /** Another web before the same backends; resolves to its URL. */
  async function webWith(env: Record<string, string>): Promise<string> {
    const web = await startService("web", { ...stack.webEnv, ...env }, { keep: true });
    webs.push(web);
    return `http://127.0.0.1:${web.ports["http"]}`;
  }

  /** What doctor finds, as its lines `✗ code: summary`, and all it says. */
  async function examine(jaeger: string, { web = stack.url, flags = [] as string[], env = store.env } = {}) {
    const { code, stdout, stderr } = await runDoctor(
      ["--web", web, "--jaeger", jaeger, "--timeout", "4s", ...flags],
      env,
    );
    return { code, said: stdout, stderr, findings: stdout.match(/^✗ [a-z-]+: .*$/gm) ?? [] };
  }

  test.concurrent("a visit through all services is one trace, and the exit code is 0", async () => {
    const { code, said, findings } = await examine(store.seenBy(asIs));
    expect(findings).toEqual([]);
    expect(said).toMatch(/^✓ joined: the visit is one trace of \d+ spans, with one root and no gap$/m);
    expect(said.match(/^✓ GET/gm)).toHaveLength(5);
    expect(said).toMatch(
      /^ {2}vote-bot {2}visit .*\n {2}vote-bot {4}GET \/api\/list .* 200 .*\n {2}web {11}GET \/api\/list /m,
    );
    expect(said).toMatch(/^ {2}\S+\/trace\/[\da-f]{32}$/m);
    expect(code).toBe(0);
  });

  test.concurrent("through a mesh the proxies' spans join too, and doctor waits for those that come late", async () => {
    let looks = 0;
    const late: Change = (spans) => addMesh(() => ({ sides: ["outbound", "inbound"], areLost: looks++ < 30 }))(spans);
    const { code, said, stderr } = await examine(store.seenBy(late), { flags: ["--expect-mesh", "linkerd"] });
    expect(said).toMatch(/^✓ joined: .* 20 of them the proxies'/m);
    expect(said).toMatch(/^ {2}⟠ linkerd-proxy .*\/api\/list outbound/m);
    expect(stderr).toMatch(/waiting for/);
    expect(code).toBe(0);
  });

  test.concurrent("a visit of v1 is told as JSON, doctor's own spans added where nothing is exported", async () => {
    const { appKey, appSecret, appSecretFile } = stack.credentials;
    const flags = ["--json", "--app-key", appKey, "--app-secret-file", appSecretFile];
    const { code, said } = await examine(store.seenBy(asIs), { flags, env: {} });
    const report = JSON.parse(said) as { spans: unknown[]; hops: { state: string }[]; notes: string[] };
    expect(report).toMatchObject({ version: 1, verdict: "joined", findings: [] });
    expect(report.spans[0]).toMatchObject({ service: "vote-bot", name: "visit", parentSpanId: "", startMs: 0 });
    expect(report.hops.map(({ state }) => state)).toEqual(Array(5).fill("joined"));
    expect(report.notes).toEqual([expect.stringContaining("added from memory")]);
    expect(said).not.toContain(appSecret);
    expect(code).toBe(0);
  });

  test.concurrent("services that export to somewhere else are told, and doctor too", async () => {
    const { code, findings, said } = await examine(elsewhere.seenBy(asIs));
    expect(findings).toEqual([
      expect.stringMatching(/^✗ spans-missing: no span of web, emoji and voting arrived: .*exports to somewhere else/),
      expect.stringMatching(/^✗ doctor-spans-lost: /),
    ]);
    expect(said).toContain("never had a span of web, emoji and voting");
    expect(code).toBe(1);
  });

  test.concurrent("a web whose exporter has stopped is told from one that never exported", async () => {
    const web = await webWith({ OTEL_EXPORTER_OTLP_ENDPOINT: "" });
    // The other web's spans are what has come before.
    await fetch(`${stack.url}/api/list`);
    const { findings, said } = await examine(store.seenBy(asIs), { web });
    expect(findings).toEqual([expect.stringMatching(/^✗ spans-missing: no span of web arrived: .*has stopped/)]);
    expect(said).toMatch(/seen: emoji's emojivoto.v1.EmojiService\/ListAll names a parent that web did not send/);
    expect(said).toContain("other spans of web: its exporter has worked before");
  });

  test.concurrent("a web whose sampler is off is told by the flags of its answer", async () => {
    const web = await webWith({ OTEL_TRACES_SAMPLER: "always_off" });
    const { code, findings, said } = await examine(store.seenBy(asIs), { web });
    expect(findings).toEqual([expect.stringMatching(/^✗ sampler-off: vote-bot → web: web got the trace/)]);
    expect(said).toContain("OTEL_TRACES_SAMPLER in web");
    expect(code).toBe(1);
  });

  test.concurrent("a doctor whose own sampler is off is told so, and nobody else is blamed", async () => {
    const env = { ...store.env, OTEL_TRACES_SAMPLER: "always_off" };
    const { findings } = await examine(store.seenBy(asIs), { env });
    expect(findings).toEqual([expect.stringMatching(/^✗ doctor-unsampled: /)]);
  });

  test.concurrent("a proxy that drops the header is told by the second trace behind it", async () => {
    const proxy = await startHeaderlessProxy(stack.url, "traceparent");
    const { code, findings, said } = await examine(store.seenBy(asIs), { web: proxy.url });
    proxy.close();
    expect(findings).toEqual([expect.stringMatching(/^✗ header-dropped: vote-bot → web: `traceparent` was lost/)]);
    expect(said.match(/^another trace [\da-f]{32}$/gm)).toHaveLength(2);
    expect(said.match(/^✓ GET \S+ +web → /gm)).toHaveLength(3);
    expect(code).toBe(1);
  });

  test.concurrent("a web that speaks B3 among services that speak W3C is told at each of its hops", async () => {
    const web = await webWith({ OTEL_PROPAGATORS: "b3" });
    const { findings, said } = await examine(store.seenBy(asIs), { web });
    expect(findings).toEqual([
      expect.stringMatching(/^✗ propagator-mismatch: vote-bot → web: web does not read `traceparent`, which vote-bot/),
      expect.stringMatching(/^✗ propagator-mismatch: web → emoji: emoji does not read `b3`, which web sends/),
      expect.stringMatching(/^✗ propagator-mismatch: web → voting: voting does not read `b3`, which web sends/),
    ]);
    expect(said).toContain("web has OTEL_PROPAGATORS=b3");
  });

  test.concurrent("no proxy where a mesh is expected is told", async () => {
    const { code, findings } = await examine(store.seenBy(asIs), { flags: ["--expect-mesh", "linkerd"] });
    expect(findings).toEqual([expect.stringMatching(/^✗ proxies-missing: no proxy span at any hop/)]);
    expect(code).toBe(1);
  });

  test.concurrent("an opaque hop, and proxies that rewrite the header but send no span, are told apart", async () => {
    const mesh = addMesh((callee) => ({
      sides: callee === "voting" ? ["inbound"] : ["outbound", "inbound"],
      areLost: callee === "emoji",
    }));
    const { findings, said } = await examine(store.seenBy(mesh));
    expect(findings).toEqual([
      expect.stringMatching(/^✗ proxy-spans-lost: web → emoji: /),
      expect.stringMatching(/^✗ opaque-hop: web → voting: .* the port of voting is opaque/),
    ]);
    expect(said).toContain("appProtocol");
  });

  test.concurrent("a clock that is 5 s behind is named", async () => {
    const { code, findings } = await examine(store.seenBy(votingBehind));
    expect(findings).toEqual([expect.stringMatching(/^✗ clock-skew: voting's clock is 5\.0 s behind/)]);
    expect(code).toBe(1);
  });

  test.concurrent("a span that was lost on the way is told by the one that names it as its parent", async () => {
    const { code, findings, said } = await examine(store.seenBy(withoutFirstCall));
    expect(findings).toEqual([expect.stringMatching(/^✗ orphans: 1 span has a parent that did not arrive/)]);
    expect(said).toContain("which web should have sent");
    expect(code).toBe(1);
  });
});
