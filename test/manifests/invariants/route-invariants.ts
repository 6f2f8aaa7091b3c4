import { ofKind, type Route, type RouteMatch, type RouteReference } from "../../support/manifests/kinds.ts";
import { type Manifest, nameOf } from "../../support/manifests/manifest.ts";
import { canMatchVote } from "./can-match-vote.ts";
import type { Invariants } from "./invariant.ts";

/** A Service's port and the routes that are attached to it. */
type RoutedPort = { readonly name: string; readonly routes: readonly Route[] };

export const routeInvariants: Invariants = {
  // The caller's proxy answers 404 or NOT_FOUND to what matches no route of a port that has one.
  "a port with routes has one that takes the rest": {
    faultsOf: (manifests) =>
      routedPorts(manifests)
        .filter((port) => !port.routes.some(({ spec }) => spec.rules.some(takesAll)))
        .map(({ name, routes: some }) => `${name}: no rule of ${some.map(nameOf).join(", ")} takes the rest`),
    example: {
      broken: [
        `{ kind: Service, metadata: { name: web-svc, namespace: emojivoto }, spec: { ports: [{ port: 80 }] } }`,
        `
        kind: HTTPRoute
        metadata: { name: web-list, namespace: emojivoto }
        spec:
          parentRefs: [{ group: core, kind: Service, name: web-svc, port: 80 }]
          rules: [{ matches: [{ path: { type: Exact, value: /api/list } }, { method: GET }] }]`,
      ],
      faults: ["Service/web-svc 80: no rule of HTTPRoute/web-list takes the rest"],
    },
  },

  "a port has routes of one kind": {
    faultsOf: (manifests) =>
      routedPorts(manifests)
        .filter((port) => new Set(port.routes.map(({ kind }) => kind)).size > 1)
        .map(({ name, routes: some }) => `${name}: ${some.map(nameOf).join(", ")}`),
    example: {
      broken: [
        `{ kind: Service, metadata: { name: emoji-svc }, spec: { ports: [{ port: 8080 }, { port: 8801 }] } }`,
        `{ kind: GRPCRoute, metadata: { name: a }, spec: { rules: [], parentRefs: [{ kind: Service, name: emoji-svc }] } }`,
        `{ kind: HTTPRoute, metadata: { name: b }, spec: { rules: [], parentRefs: [{ kind: Service, name: emoji-svc, port: 8080 }] } }`,
      ],
      faults: ["Service/emoji-svc 8080: GRPCRoute/a, HTTPRoute/b"],
    },
  },

  "a route leads from what is there to ports that are there": {
    faultsOf: (manifests) =>
      routesOf(manifests).flatMap((route) => {
        const { parentRefs, rules } = route.spec;
        const backendRefs = rules.flatMap(({ backendRefs: refs = [] }) => refs);
        return [...withKind(parentRefs, "Gateway"), ...withKind(backendRefs, "Service")]
          .filter(({ kind, name, namespace = route.metadata.namespace, port }) => {
            const there = manifests.find(
              ({ kind: each, metadata }) => each === kind && metadata.name === name && metadata.namespace === namespace,
            );
            if (there === undefined) return true;
            return kind === "Service" && port !== undefined && !portsOf(there).includes(port);
          })
          .map(({ kind, name, port = "" }) => `${nameOf(route)}: ${kind}/${name} ${port} is not there`);
      }),
    example: {
      broken: [
        `{ kind: Service, metadata: { name: web-svc }, spec: { ports: [{ port: 80 }] } }`,
        `
        kind: HTTPRoute
        metadata: { name: web }
        spec:
          parentRefs: [{ kind: Service, name: web-svc, port: 80 }]
          rules: [{ backendRefs: [{ name: web-svc, port: 8080 }, { name: web-svc-2, port: 80 }] }]`,
      ],
      faults: ["HTTPRoute/web: Service/web-svc 8080 is not there", "HTTPRoute/web: Service/web-svc-2 80 is not there"],
    },
  },

  // A proxy's retry would be a second vote: it carries no ballot that says it is the same one.
  "no vote is retried by a proxy": {
    faultsOf: (manifests) =>
      [
        ...routesOf(manifests).filter(routesVotes),
        ...ofKind(manifests, "Service").filter(({ metadata }) => isVotedOn(metadata.name)),
      ]
        .filter(({ metadata }) => Object.keys(metadata.annotations ?? {}).some((key) => key.startsWith("retry.")))
        .map((manifest) => `${nameOf(manifest)}: retries votes`),
    example: {
      broken: [
        `
        kind: HTTPRoute
        metadata: { name: web-rest, annotations: { retry.linkerd.io/http: 5xx } }
        spec:
          parentRefs: [{ kind: Service, name: web-svc, port: 80 }]
          rules: [{ matches: [{ path: { type: PathPrefix, value: /api } }] }]`,
        `
        kind: HTTPRoute
        metadata: { name: web-list, annotations: { retry.linkerd.io/http: 5xx } }
        spec:
          parentRefs: [{ kind: Service, name: web-svc, port: 80 }]
          rules: [{ matches: [{ path: { type: Exact, value: /api/list } }] }]`,
        `
        kind: GRPCRoute
        metadata: { name: voting, annotations: { retry.linkerd.io/grpc: unavailable } }
        spec:
          parentRefs: [{ kind: Service, name: voting-svc, port: 8080 }]
          rules: [{ matches: [{ method: { service: emojivoto.v1.VotingService } }] }]`,
        `{ kind: Service, metadata: { name: voting-svc, annotations: { retry.linkerd.io/grpc: unavailable } } }`,
      ],
      faults: [
        "HTTPRoute/web-rest: retries votes",
        "GRPCRoute/voting: retries votes",
        "Service/voting-svc: retries votes",
      ],
    },
  },
};

const routesOf = (manifests: readonly Manifest[]) => ofKind(manifests, "HTTPRoute", "GRPCRoute");

function routedPorts(manifests: readonly Manifest[]): RoutedPort[] {
  return ofKind(manifests, "Service").flatMap((service) =>
    service.spec.ports.flatMap(({ port }) => {
      const attached = routesOf(manifests).filter(({ metadata, spec }) =>
        spec.parentRefs.some(
          (parent) =>
            parent.kind === "Service" &&
            parent.name === service.metadata.name &&
            (parent.namespace ?? metadata.namespace) === service.metadata.namespace &&
            (parent.port ?? port) === port,
        ),
      );
      return attached.length === 0 ? [] : [{ name: `${nameOf(service)} ${port}`, routes: attached }];
    }),
  );
}

function takesAll({ matches = [{}] }: Route["spec"]["rules"][number]): boolean {
  return matches.some(isOfAll);
}

/** Of a request, whatever it is; `PathPrefix /` is what a path is without saying. */
function isOfAll({ path, ...rest }: RouteMatch): boolean {
  const isAnyPath = path === undefined || ((path.type ?? "PathPrefix") === "PathPrefix" && path.value === "/");
  return isAnyPath && Object.keys(rest).length === 0;
}

/** Whether a Service of this name leads to web or to voting. */
const isVotedOn = (service: string) => /^(?:web|voting)/.test(service);

function routesVotes({ spec }: Route): boolean {
  const isAsked = spec.parentRefs.some(({ name }) => isVotedOn(name));
  return isAsked && spec.rules.some(({ matches = [{}] }) => matches.some(canMatchVote));
}

function portsOf(service: Manifest): number[] {
  return ofKind([service], "Service").flatMap(({ spec }) => spec.ports.map(({ port }) => port));
}

const withKind = (refs: readonly RouteReference[], byDefault: string) =>
  refs.map(({ kind = byDefault, name, namespace, port }) => ({ kind, name, namespace, port }));
