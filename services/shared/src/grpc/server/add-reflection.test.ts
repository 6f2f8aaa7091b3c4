import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  type ClientDuplexStream,
  credentials,
  loadPackageDefinition,
  type ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { expect, onTestFinished, test } from "vitest";
import { startEcho } from "../testing/echo-service.ts";

const library = dirname(createRequire(import.meta.url).resolve("@grpc/reflection/package.json"));

type Answer = {
  list_services_response?: { service: { name: string }[] };
  file_descriptor_response?: { file_descriptor_proto: Buffer[] };
};

/** A function that puts one question to a server's reflection of that version. */
function clientOf(version: string, port: number) {
  const file = join(library, `build/proto/grpc/reflection/${version}/reflection.proto`);
  const { grpc } = loadPackageDefinition(loadSync(file, { keepCase: true })) as unknown as {
    grpc: { reflection: Record<string, { ServerReflection: ServiceClientConstructor }> };
  };
  const client = new grpc.reflection[version]!.ServerReflection(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  return (question: object) =>
    new Promise<Answer>((resolve, reject) => {
      const stream = client["ServerReflectionInfo"]!() as ClientDuplexStream<object, Answer>;
      stream.once("error", reject).once("data", resolve);
      stream.write(question);
      stream.end();
    });
}

test.each(["v1", "v1alpha"])("reflection %s lists the service and describes it", async (version) => {
  const { port } = await startEcho((message) => message);
  const ask = clientOf(version, port);
  const { list_services_response: list } = await ask({ list_services: "" });
  expect(list?.service.map(({ name }) => name)).toContain("test.v1.EchoService");
  const { file_descriptor_response: file } = await ask({ file_containing_symbol: "test.v1.EchoService" });
  expect(Buffer.concat(file?.file_descriptor_proto ?? []).toString("latin1")).toContain("EchoRequest");
});
