import { InstrumentationScope, type KeyValue } from "@emojivoto/proto/otlp/common";
import { Resource } from "@emojivoto/proto/otlp/resource";

/** What a span can be an example of; spans of one origin share theirs. */
export type Operation = {
  readonly origin: Origin;
  /** The span's name, cut at `maxNameLength`. */
  readonly name: string;
  readonly kind: number;
  /** On which side of its workload a mesh's proxy made the span; undefined for an app's. */
  readonly proxy: ProxySide | undefined;
};

export type ProxySide = "inbound" | "outbound";

/** The resource and the scope that spans or log lines share, kept encoded. */
export type Origin = {
  readonly resource: Uint8Array;
  readonly scope: Uint8Array;
  readonly service: string;
  readonly hasScopeName: boolean;
  readonly byteLength: number;
  /** Chunks that refer to it: its bytes count once for all of them. */
  users: number;
  operationOf(name: string, kind: number, proxy: ProxySide | undefined): Operation;
};

/** Longer names are cut in indexes and signals; spans keep them whole. */
export const maxNameLength = 256;

/** More operations than this of one origin are not shared. */
const maxSharedOperations = 1_000;

/** Decodes what the index needs; throws where a message is malformed. */
export function createOrigin(resource: Uint8Array, scope: Uint8Array): Origin {
  const operations = new Map<string, Operation[]>();
  let shared = 0;
  const origin: Origin = {
    resource: Uint8Array.from(resource),
    scope: Uint8Array.from(scope),
    service: cut(serviceName(Resource.decode(resource).attributes)),
    hasScopeName: InstrumentationScope.decode(scope).name !== "",
    byteLength: resource.length + scope.length,
    users: 0,
    operationOf: (fullName, kind, proxy) => {
      const ofName = operations.get(fullName) ?? [];
      const known = ofName.find((each) => each.kind === kind && each.proxy === proxy);
      if (known !== undefined) return known;
      const operation: Operation = { origin, name: cut(fullName), kind, proxy };
      if (fullName.length <= maxNameLength && shared++ < maxSharedOperations) {
        operations.set(fullName, [...ofName, operation]);
      }
      return operation;
    },
  };
  return origin;
}

/** Jaeger's words for what a service without a usable name is called. */
function serviceName(attributes: readonly KeyValue[]): string {
  const attribute = attributes.find(({ key }) => key === "service.name");
  if (attribute === undefined) return "missing-service-name";
  const name = attribute.value?.stringValue;
  if (name === undefined) return "service-name-wrong-type";
  return name === "" ? "empty-service-name" : name;
}

/** A slice of a long string would keep all of it in memory, so it is copied. */
function cut(name: string): string {
  return name.length <= maxNameLength ? name : Buffer.from(name.slice(0, maxNameLength)).toString();
}
