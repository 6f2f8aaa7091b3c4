import { mapSchema, type Schema } from "./schema.ts";

/** The same schema, where an object has only the properties that are named: a misspelt field is a fault. */
export function strictSchema(schema: Schema): Schema {
  const isOpen =
    schema.properties === undefined ||
    schema.additionalProperties !== undefined ||
    schema["x-kubernetes-preserve-unknown-fields"] === true;
  return { ...mapSchema(schema, strictSchema), ...(!isOpen && { additionalProperties: false }) };
}
