import { expect, test } from "vitest";
import { createClientIdentity } from "./client-identity.ts";

const mesh = createClientIdentity("token");
const idOf = (workload: string) => `${workload}.emojivoto.serviceaccount.identity.linkerd.cluster.local`;

test("the app learns which workload of the mesh calls, and nothing else of how", () => {
  expect(mesh.verify(mesh.claim(["accept", "*/*"], "web"))).toEqual(["accept", "*/*", "l5d-client-id", idOf("web")]);
});

test("an identity that the app itself or a caller outside claims is dropped", () => {
  const forged = ["L5d-Client-Id", idOf("web"), "L5d-Stand-In-Claim", `guess ${idOf("web")}`];
  expect(mesh.verify(forged)).toEqual([]);
  expect(mesh.verify(createClientIdentity("another mesh").claim([], "web"))).toEqual([]);
  expect(mesh.verify(mesh.claim(forged, "vote-bot"))).toEqual(["l5d-client-id", idOf("vote-bot")]);
});
