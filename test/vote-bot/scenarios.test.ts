import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { expect, onTestFinished, test } from "vitest";
import { createOtlpReceiver, type ReceivedSpan } from "../support/otlp-receiver.ts";
import { spawnService, startService } from "../support/start-service.ts";
import { slowTests } from "../support/slow-tests.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startStandInWeb } from "./stand-in-web.ts";

const fixture = join(import.meta.dirname, "fixtures/leader-follower.ts");

/** The paths of each visit's requests, which are one trace, in the order of the visits. */
const visitsOf = (requests: Awaited<ReturnType<typeof startStandInWeb>>["requests"]) => {
  const traceOf = (headers: (typeof requests)[number]["headers"]) => String(headers["x-request-id"]);
  const visits = Map.groupBy(requests, ({ headers }) => traceOf(headers));
  return [...visits.values()].map((visit) => visit.map(({ line }) => line.split("?", 1)[0]).join(", "));
};

test.skipIf(!slowTests)("(SLOW_TESTS=on) visits follow the scenarios of a mix, the user's own among them", async () => {
  const web = await startStandInWeb();
  const env = { WEB_HOST: web.address, SCENARIO: `browse=1,${fixture}=1`, SEED: "spring", DOUGHNUT: "0" };
  const bot = spawnService("vote-bot", { ...env, TTL: "400ms", REQUEST_RATE: "20" });
  expect(await bot.ended).toBe(0);
  const kinds = Map.groupBy(visitsOf(web.requests), (visit) => visit);
  expect([...kinds.keys()].toSorted()).toEqual([
    "GET /, GET /api/list, GET /api/vote, GET /api/leaderboard",
    "GET /api/leaderboard, GET /api/vote",
  ]);
  const choices = web.requests.map(({ line }) => line.split("choice=")[1]).filter((choice) => choice !== undefined);
  expect(new Set(choices)).toEqual(new Set([":doughnut:", ":joy:", ":tada:"]));
});

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) files that are no scenarios are all told with their faults before anything is sent, and the exit code is 104",
  async () => {
    const web = await startStandInWeb();
    const folder = temporaryFolder();
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const files = [
      file("syntax.ts", "export default async () => {\n  const x = ;\n};\n"),
      file("enum.ts", "\nenum A { B }\nexport default async () => {};\n"),
      file("import.ts", 'import "./nothing.ts";\n'),
      file("seven.ts", "export default 7;\n"),
      join(folder, "nothing.ts"),
    ];
    const bot = spawnService("vote-bot", { WEB_HOST: web.address, SCENARIO: ["classic", ...files].join(",") });
    expect(await bot.ended).toBe(104);
    expect(bot.lines).toEqual([
      `SCENARIO: ${files[0]}: cannot be loaded: SyntaxError in line 2: Expression expected`,
      `SCENARIO: ${files[1]}: cannot be loaded: SyntaxError in line 2: TypeScript enum is not supported in strip-only mode`,
      `SCENARIO: ${files[2]}: cannot be loaded: Error: Cannot find module '${files[4]}' imported from ${files[2]}`,
      `SCENARIO: ${files[3]}: expected its default export to be \`async (visitor) => …\` or \`{ routes?, visit }\``,
      `SCENARIO: ${files[4]}: no such file`,
    ]);
    expect(web.requests).toEqual([]);
  },
);

const isCounted = ({ name, service }: ReceivedSpan) => name === "ballot" && service === "voting";

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) a visit of scenario grpc is one session of five ballots, all in the visit's trace, and voting has counted them",
  async () => {
    const receiver = await createOtlpReceiver();
    const voting = await startService("voting", { ...receiver.env, VOTES_URL: "memory:" });
    const address = `127.0.0.1:${voting.ports["grpc"]}`;
    const env = { ...receiver.env, SCENARIO: "grpc", VOTINGSVC_HOST: address, DOUGHNUT: "0.3", SEED: "spring" };
    const bot = spawnService("vote-bot", { ...env, TTL: "200ms", REQUEST_RATE: "10" });
    expect(await bot.ended).toBe(0);

    await receiver.until((spans) => spans.filter(isCounted).length === 10);
    const visits = Map.groupBy(receiver.spans, ({ traceId }) => traceId);
    expect(visits.size).toBe(2);
    for (const spans of visits.values()) {
      const root = spans.find(({ parentSpanId }) => parentSpanId === "");
      expect(root).toMatchObject({ service: "vote-bot", name: "visit" });
      const sent = spans.filter(({ service, name }) => service === "vote-bot" && name === "ballot");
      expect(sent.map(({ kind, parentSpanId }) => [kind, parentSpanId])).toEqual(
        Array.from({ length: 5 }, () => ["CLIENT", root?.spanId]),
      );
      for (const ballot of sent) {
        const counted = spans.filter(({ parentSpanId }) => parentSpanId === ballot.spanId);
        expect(counted).toMatchObject([{ name: "ballot", service: "voting", kind: "SERVER" }]);
        const choice = ballot.attributes["emojivoto.choice"];
        const status = choice === ":doughnut:" ? "UNKNOWN" : "OK";
        expect(ballot.attributes).toMatchObject({ "rpc.status_code": status });
        expect(counted[0]?.attributes).toMatchObject({ "rpc.status_code": status, "emojivoto.choice": choice });
      }
      const session = spans.filter(({ name }) => name === "emojivoto.v1.VotingService/VoteSession");
      expect(
        session.map(({ kind, attributes }) => `${kind} ${String(attributes["rpc.status_code"])}`).toSorted(),
      ).toEqual(["CLIENT OK", "SERVER OK"]);
    }

    const client = createGrpcClient(VotingServiceDefinition, address);
    onTestFinished(() => client.close());
    const options = { deadline: new Date(Date.now() + 5_000), signal: new AbortController().signal };
    const { results } = await client.results({}, options);
    const ok = receiver.spans.filter((span) => isCounted(span) && span.attributes["rpc.status_code"] === "OK");
    expect(results.reduce((sum, { total }) => sum + total, 0n)).toBe(BigInt(ok.length));
    await receiver.close();
  },
);
