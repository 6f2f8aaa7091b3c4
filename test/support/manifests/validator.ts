import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { parseAllDocuments } from "yaml";
import type { KubernetesSchemas } from "../../manifests/schemas/kubernetes-schemas.ts";
import type { Crd } from "../../manifests/schemas/plain-crds.ts";
import { strictSchema } from "../../manifests/schemas/strict-schema.ts";
import { type Manifest, nameOf } from "./manifest.ts";

const folder = join(import.meta.dirname, "../../manifests");
/** Absolute, since other schemas refer to it. */
const kubernetesId = "kubernetes:schemas";
const definition = (name: string) => ({ $ref: `${kubernetesId}#/$defs/${name}` });

/** Gives what a manifest's schema says against it, each as `Kind/name: path: what is expected`. */
export function createValidator(): (manifest: Manifest) => string[] {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    // Patterns are Go's, some of which are none with the flag u.
    unicodeRegExp: false,
    // It would take longer than what it saves on a few manifests of each kind.
    code: { optimize: false },
  });
  const { kinds, $defs } = JSON.parse(
    readFileSync(join(folder, "schemas/kubernetes.json"), "utf8"),
  ) as KubernetesSchemas;
  ajv.addSchema({ $defs }, kubernetesId);
  for (const [kind, name] of Object.entries(kinds)) ajv.addSchema(definition(name), kind);
  for (const file of ["gateway-api.yaml", "linkerd.yaml"]) {
    const documents = parseAllDocuments(readFileSync(join(folder, "crds", file), "utf8"));
    for (const document of documents) {
      const { group, names, versions } = (document.toJS() as Crd).spec;
      for (const { name, schema } of versions) {
        ajv.addSchema(customSchema(schema.openAPIV3Schema), `${group}/${name} ${names.kind}`);
      }
    }
  }
  return (manifest) => {
    const kind = `${manifest.apiVersion} ${manifest.kind}`;
    const validate = ajv.getSchema(kind);
    if (validate === undefined) {
      const advice = "add its kind in manifests/schemas, or write a version that is there";
      return [`${nameOf(manifest)}: no schema of ${kind}: ${advice}`];
    }
    // No schema here is one of those that ajv checks later.
    void validate(manifest);
    return (validate.errors ?? []).map((error) => `${nameOf(manifest)}: ${faultOf(error)}`);
  };
}

/** A CRD leaves out what every manifest has. */
function customSchema(schema: Crd["spec"]["versions"][number]["schema"]["openAPIV3Schema"]) {
  const { status: _, ...properties } = schema.properties!;
  const text = { type: "string" };
  const metadata = definition("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
  const common = { apiVersion: text, kind: text, metadata };
  return strictSchema({ ...schema, properties: { ...properties, ...common } });
}

function faultOf({ instancePath, message = "", params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as {
    readonly additionalProperty?: string;
    readonly allowedValues?: readonly unknown[];
  };
  const path = instancePath.slice(1).replaceAll("/", ".");
  if (additionalProperty !== undefined) return `${path}: expected no \`${additionalProperty}\`, which is unknown there`;
  return `${path}: ${message}${allowedValues === undefined ? "" : ` ${allowedValues.join(", ")}`}`;
}
