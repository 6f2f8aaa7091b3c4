import { createOtlpGrpcReceiver, type OtlpGrpcReceiver } from "../support/otlp-grpc-receiver.ts";
import { type RunningMesh, startMesh } from "../support/start-mesh.ts";
import { type Stack, startStack } from "../support/start-stack.ts";

/** emoji, voting and web with a proxy before and after each, and what all of them export. */
export type MeshedStack = {
  readonly receiver: OtlpGrpcReceiver;
  readonly mesh: RunningMesh;
  readonly stack: Stack;
  stop(): Promise<void>;
};

const listen = "127.0.0.1:0";
const inbound = { listen };

/** Vote-bot has three ways to web: as it is, with two retries, and through an opaque port. */
const plan = [
  { workload: "emoji", inbound },
  { workload: "voting", inbound },
  {
    workload: "web",
    inbound,
    outbound: ["emoji", "voting"].map((to) => ({ listen, to })),
  },
  {
    workload: "vote-bot",
    outbound: [
      { listen, to: "web" },
      { listen, to: "web", name: "web-retried", retries: 2 },
      { listen, to: "web", name: "web-opaque", opaque: true },
    ],
  },
];

/** Starts the mesh first, as the apps need its ports, and tells it theirs; the caller stops it. */
export async function startMeshedStack(): Promise<MeshedStack> {
  const receiver = await createOtlpGrpcReceiver();
  const mesh = await startMesh(plan, { ...receiver.env, MESH_EXPORT_INTERVAL: "50ms" });
  const stack = await startStack({
    env: receiver.env,
    webEnv: {
      EMOJISVC_HOST: `127.0.0.1:${mesh.ports["web.emoji"]}`,
      VOTINGSVC_HOST: `127.0.0.1:${mesh.ports["web.voting"]}`,
    },
  });
  for (const { name, ports } of [stack.emoji, stack.voting, stack.web]) {
    mesh.setAppPort(name, ports["grpc"] ?? ports["http"]!);
  }
  await mesh.line(/"workload":"web"/);
  return {
    receiver,
    mesh,
    stack,
    stop: async () => {
      await stack.stop();
      await mesh.stop();
      receiver.close();
    },
  };
}
