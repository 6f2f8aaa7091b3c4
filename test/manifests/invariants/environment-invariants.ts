import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { configSchema as voteBotSchema } from "@emojivoto/vote-bot/config.ts";
import type { Invariants } from "./invariant.ts";
import { ourContainers, programs } from "./our-containers.ts";

/** The variables that say where a port of this name is. */
const portVariables: Readonly<Record<string, string>> = { http: "WEB_PORT", grpc: "GRPC_PORT", prom: "PROM_PORT" };

const endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

export const environmentInvariants: Invariants = {
  "a program of ours knows every variable that it gets": {
    faultsOf: (manifests) =>
      ourContainers(manifests).flatMap(({ name, program, values }) => {
        // doctor shares vote-bot's variables, one of which it has no use for.
        const known = { ...programs[program]!.shape, ...(program === "doctor" && voteBotSchema.shape) };
        return Object.keys(values)
          .filter((variable) => !(variable in known) && !variable.startsWith("OTEL_"))
          .filter((variable) => !Object.values(values).some((value) => value.includes(`$(${variable})`)))
          .map((variable) => `${name}: ${program} knows no ${variable}`);
      }),
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - image: emojivoto-web:0.1.0
                  envFrom: [{ configMapRef: { name: addresses } }]
                  env:
                    - { name: WEB_POTR, value: "8080" }
                    - { name: POD, value: a }
                    - { name: OTEL_RESOURCE_ATTRIBUTES, value: k8s.pod.name=$(POD) }`,
        `{ kind: ConfigMap, metadata: { name: addresses }, data: { EMOJISVC_HOST: "emoji:8080", EMOJI_HOST: emoji } }`,
      ],
      faults: ["Deployment/web: web knows no EMOJI_HOST", "Deployment/web: web knows no WEB_POTR"],
    },
  },

  "a program of ours starts with the variables that it gets": {
    faultsOf: (manifests) =>
      ourContainers(manifests).flatMap(({ name, program, values }) => {
        try {
          readConfig(programs[program]!, values);
          return [];
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          return error.faults.map((fault) => `${name}: ${fault}`);
        }
      }),
    example: {
      broken: [
        `
        kind: Job
        metadata: { name: doctor }
        spec:
          template:
            spec:
              containers:
                - image: emojivoto-vote-bot:0.1.0
                  args: [node, /app/main.ts, doctor]
                  env:
                    - { name: DOCTOR_OUTPUT, value: xml }
                    - { name: EXPECT_MESH, valueFrom: { configMapKeyRef: { name: a, key: MESH } } }`,
        `{ kind: ConfigMap, metadata: { name: a }, data: { MESH: istio } }`,
      ],
      faults: [
        "Job/doctor: EXPECT_MESH: expected `linkerd` or `none` or `any`, got `istio`",
        "Job/doctor: DOCTOR_OUTPUT: expected `text` or `json`, got `xml`",
      ],
    },
  },

  "a container's ports are those that its program listens on, by default as well": {
    faultsOf: (manifests) =>
      ourContainers(manifests).flatMap(({ name, program, container, values }) =>
        (container.ports ?? []).flatMap((port) => {
          const variable = portVariables[port.name ?? ""] ?? "";
          const byDefault = programs[program]!.shape[variable]?.meta()?.["fallback"];
          const expected = new Set([byDefault, values[variable] ?? byDefault]);
          const isIt = expected.size === 1 && expected.has(String(port.containerPort));
          const wanted = variable === "" ? `a name of ${Object.keys(portVariables).join()}` : [...expected].join();
          return isIt ? [] : [`${name}: port ${port.name} is ${port.containerPort}, expected ${wanted}`];
        }),
      ),
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: emoji }
        spec:
          template:
            spec:
              containers:
                - image: emojivoto-emoji:0.1.0
                  env: [{ name: GRPC_PORT, value: "8081" }]
                  ports:
                    - { name: grpc, containerPort: 8081 }
                    - { name: prom, containerPort: 8802 }
                    - { name: h2, containerPort: 8083 }`,
      ],
      faults: [
        "Deployment/emoji: port grpc is 8081, expected 8080,8081",
        "Deployment/emoji: port prom is 8802, expected 8801",
        "Deployment/emoji: port h2 is 8083, expected a name of http,grpc,prom",
      ],
    },
  },

  "all programs of ours send their spans, or none": {
    faultsOf: (manifests) => {
      const ours = ourContainers(manifests).map(({ name, values }) => ({ name, to: values[endpoint] ?? "nowhere" }));
      return new Set(ours.map(({ to }) => to)).size <= 1 ? [] : ours.map(({ name, to }) => `${name}: to ${to}`);
    },
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - image: emojivoto-web:0.1.0
                  env: [{ name: OTEL_EXPORTER_OTLP_ENDPOINT, value: http://jaeger:4317 }]`,
        `
        kind: Deployment
        metadata: { name: web-2 }
        spec: { template: { spec: { containers: [{ image: emojivoto-web:0.1.0 }] } } }`,
      ],
      faults: ["Deployment/web: to http://jaeger:4317", "Deployment/web-2: to nowhere"],
    },
  },

  "all programs of ours that verify tokens demand them, or none": {
    faultsOf: (manifests) => {
      const verifying = ourContainers(manifests).filter(({ program }) => "AUTH_MODE" in programs[program]!.shape);
      const modes = verifying.map(({ name, values }) => ({ name, mode: values["AUTH_MODE"] ?? "optional" }));
      return new Set(modes.map(({ mode }) => mode)).size <= 1 ? [] : modes.map(({ name, mode }) => `${name}: ${mode}`);
    },
    example: {
      broken: [
        `
        kind: Deployment
        metadata: { name: emoji }
        spec:
          template:
            spec: { containers: [{ image: emojivoto-emoji:0.1.0, env: [{ name: AUTH_MODE, value: required }] }] }`,
        `
        kind: Deployment
        metadata: { name: error-injector }
        spec: { template: { spec: { containers: [{ image: emojivoto-emoji:0.1.0 }] } } }`,
      ],
      faults: ["Deployment/emoji: required", "Deployment/error-injector: optional"],
    },
  },
};
