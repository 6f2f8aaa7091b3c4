import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ListAllEmojiResponse } from "@emojivoto/proto/emoji";
import { ResultsResponse } from "@emojivoto/proto/voting";
import { expect, onTestFinished, test } from "vitest";
import { startService } from "../support/start-service.ts";
import { slowTests } from "../support/slow-tests.ts";

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) votes that the Go emojivoto's voting has counted are on the leaderboard",
  async () => {
    const address = await serve({
      "/emojivoto.v1.EmojiService/ListAll": ListAllEmojiResponse.encode({
        list: [{ shortcode: ":joy:", unicode: "😂" }],
      }).finish(),
      // It knows no `total`, and protobuf sends none that is 0.
      "/emojivoto.v1.VotingService/Results": ResultsResponse.encode({
        results: [{ Shortcode: ":joy:", Votes: 2, total: 0n }],
      }).finish(),
    });
    const { ports } = await startService("web", { EMOJISVC_HOST: address, VOTINGSVC_HOST: address });
    const response = await fetch(`http://127.0.0.1:${ports["http"]}/api/leaderboard`);
    expect(await response.json()).toEqual([{ shortcode: ":joy:", unicode: "😂", votes: "2" }]);
  },
);

/** A gRPC server with one answer for each path. Resolves to its address. */
async function serve(answers: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const server = new Server();
  for (const [path, answer] of Object.entries(answers)) {
    const codec = {
      requestSerialize: Buffer.from,
      requestDeserialize: (bytes: Buffer) => bytes,
      responseSerialize: Buffer.from,
      responseDeserialize: (bytes: Buffer) => bytes,
    };
    server.addService(
      { answer: { path, requestStream: false, responseStream: false, ...codec } },
      { answer: (_call: unknown, reply: (error: null, value: Uint8Array) => void) => reply(null, answer) },
    );
  }
  onTestFinished(() => server.forceShutdown());
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return `127.0.0.1:${port}`;
}
