/** A JSON schema, as far as Kubernetes' own and those of its CRDs are looked at here. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
};

/** The schema with `map` done to each schema right inside it. */
export function mapSchema(schema: Schema, map: (inner: Schema) => Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, map(inner)])),
    }),
    ...(items && { items: map(items) }),
    ...(typeof additionalProperties === "object" && { additionalProperties: map(additionalProperties) }),
  };
}
