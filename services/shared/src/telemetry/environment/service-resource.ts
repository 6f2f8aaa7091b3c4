import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  osDetector,
  processDetector,
  type Resource,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from "@opentelemetry/resources";
import { ATTR_SERVICE_NAME, ATTR_SERVICE_NAMESPACE, ATTR_SERVICE_VERSION } from "@opentelemetry/semantic-conventions";
import packageJson from "../../../package.json" with { type: "json" };
import { propagatorsAttribute } from "./propagators-attribute.ts";

type Environment = Record<string, string | undefined>;

const detectors = {
  serviceinstance: serviceInstanceIdDetector,
  host: hostDetector,
  os: osDetector,
  process: processDetector,
  // Last, as the last one's word counts: what is set by hand goes before what was found.
  env: envDetector,
} as const;

/**
 * What all signals say of the process: the service, and what the detectors of OTEL_NODE_RESOURCE_DETECTORS add;
 * OTEL_RESOURCE_ATTRIBUTES (k8s.* among them) and OTEL_SERVICE_NAME go before both.
 */
export function serviceResource(serviceName: string, env: Environment): Resource {
  const names = new Set((env["OTEL_NODE_RESOURCE_DETECTORS"] ?? "").split(",").map((name) => name.trim()));
  const wanted = Object.entries(detectors).filter(([name]) => names.has("all") || names.has(name));
  const own = resourceFromAttributes({
    [ATTR_SERVICE_NAMESPACE]: "emojivoto",
    [ATTR_SERVICE_NAME]: serviceName,
    [ATTR_SERVICE_VERSION]: packageJson.version,
    ...propagatorsAttribute(env),
  });
  const detected = detectResources({ detectors: wanted.map(([, detector]) => detector) });
  return defaultResource().merge(own).merge(detected);
}
