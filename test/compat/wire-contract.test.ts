import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { credentials, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadFileDescriptorSetFromObject } from "@grpc/proto-loader";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningService, startService } from "../support/start-service.ts";

/** The contract of the services that this project replaces; it stands beside the project, not in it. */
const contractFile = join(import.meta.dirname, "../../../shared/compat/emojivoto-v1.json");
const isHere = existsSync(contractFile);

type Contract = {
  package: string;
  messages: Record<string, Record<string, number | string>>;
  services: Record<string, string[]>;
  emoji: { shortcode: string; unicode: string; rpc: string }[];
};

/** Numbers of google.protobuf.FieldDescriptorProto. */
const fieldType = { int32: 5, string: 9, message: 11 };
const fieldLabel = { optional: 1, repeated: 3 };

/** A client made from the contract alone: field numbers and names as it has them, nothing of ours. */
function clientsOf(contract: Contract) {
  const messageType = Object.entries(contract.messages).map(([name, fields]) => ({
    name,
    field: Object.entries(fields).map(([field, spec]) => {
      const [number, ...words] = String(spec).split(" ");
      const typeName =
        words.find((word) => word in contract.messages) ?? (field in contract.messages ? field : undefined);
      return {
        name: field,
        number: Number(number),
        label: words.includes("repeated") ? fieldLabel.repeated : fieldLabel.optional,
        type: typeName ? fieldType.message : words.includes("int32") ? fieldType.int32 : fieldType.string,
        typeName: typeName === undefined ? "" : `.${contract.package}.${typeName}`,
      };
    }),
  }));
  const service = Object.entries(contract.services).map(([name, methods]) => ({
    name,
    method: methods.map((method) => ({
      name: method,
      inputType: `.${contract.package}.${requestOf(method)}Request`,
      outputType: `.${contract.package}.${requestOf(method)}Response`,
    })),
  }));
  const file = { name: "contract.proto", package: contract.package, syntax: "proto3", messageType, service };
  const definition = loadFileDescriptorSetFromObject({ file: [file] }, { keepCase: true });
  const { v1 } = loadPackageDefinition(definition)["emojivoto"] as unknown as {
    v1: Record<string, ServiceClientConstructor>;
  };
  return v1;
}

function requestOf(method: string): string {
  if (method.startsWith("Vote")) return "Vote";
  return method === "ListAll" ? "ListAllEmoji" : method;
}

describe.skipIf(!isHere)("a client built from the wire contract (needs ../shared/compat)", () => {
  const contract = isHere ? (JSON.parse(readFileSync(contractFile, "utf8")) as Contract) : undefined!;
  let emoji: RunningService;
  let voting: RunningService;
  let call: (service: string, method: string, request?: object) => Promise<Record<string, unknown>>;
  const clients: InstanceType<ServiceClientConstructor>[] = [];

  beforeAll(async () => {
    [emoji, voting] = await Promise.all([
      startService("emoji", {}, { keep: true }),
      startService("voting", { VOTES_URL: "memory:", FAILURE_RATE: "0" }, { keep: true }),
    ]);
    const constructors = clientsOf(contract);
    const insecure = credentials.createInsecure();
    const byService = {
      EmojiService: new constructors["EmojiService"]!(`127.0.0.1:${emoji.ports["grpc"]}`, insecure),
      VotingService: new constructors["VotingService"]!(`127.0.0.1:${voting.ports["grpc"]}`, insecure),
    };
    clients.push(...Object.values(byService));
    call = (service, method, request = {}) =>
      new Promise((resolve, reject) => {
        byService[service as keyof typeof byService][method]!(request, (error: Error | null, response: object) => {
          if (error) reject(error);
          else resolve(response as Record<string, unknown>);
        });
      });
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await Promise.all([emoji.stop(), voting.stop()]);
  });

  test("lists every emoji in the contract's order", async () => {
    const { list } = await call("EmojiService", "ListAll");
    expect(list).toEqual(contract.emoji.map(({ shortcode, unicode }) => ({ shortcode, unicode })));
  });

  test("finds each emoji, and nothing for an unknown one", async () => {
    for (const { shortcode, unicode } of contract.emoji) {
      const { Emoji } = await call("EmojiService", "FindByShortcode", { Shortcode: shortcode });
      expect(Emoji).toEqual({ shortcode, unicode });
    }
    const { Emoji } = await call("EmojiService", "FindByShortcode", { Shortcode: ":nope:" });
    expect(Emoji).toBeUndefined();
  });

  test("calls every vote method with its empty request, and reads the results", async () => {
    const methods = contract.services["VotingService"]!.filter((method) => method.startsWith("Vote"));
    expect(methods).toHaveLength(100);
    await Promise.all(methods.map((method) => call("VotingService", method)));
    await call("VotingService", "VoteFire");
    const { results } = (await call("VotingService", "Results")) as { results: { Shortcode: string; Votes: number }[] };
    expect(results[0]).toEqual({ Shortcode: ":fire:", Votes: 2 });
    expect(results.map(({ Shortcode }) => Shortcode).toSorted()).toEqual(
      contract.emoji.map(({ shortcode }) => shortcode).toSorted(),
    );
  });
});
