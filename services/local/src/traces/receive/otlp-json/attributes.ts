import { z } from "zod";
import { int64, list, message, text, uint32 } from "./values.ts";

/** An attribute's value as ts-proto's `fromPartial` takes it. */
export type AnyValue = {
  stringValue?: string | undefined;
  boolValue?: boolean | undefined;
  intValue?: bigint | undefined;
  doubleValue?: number | undefined;
  arrayValue?: { values: AnyValue[] } | undefined;
  kvlistValue?: { values: KeyValue[] } | undefined;
  bytesValue?: Buffer | undefined;
};

export type KeyValue = { key: string; value?: AnyValue | undefined };

/** Of the fields of a value only one is there, so that a default would be a second. */
function orAbsent<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

/** A number, or in a string where JSON has none for it: `"NaN"`, `"Infinity"`. */
const double = z
  .union([z.number(), z.string().regex(/^(?:NaN|-?Infinity|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$/)])
  .transform(Number)
  .nullish()
  .transform(orAbsent);

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]*={0,2}$/, "expected base64")
  .transform((value) => Buffer.from(value, "base64"))
  .nullish()
  .transform(orAbsent);

export const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z.object({
    stringValue: z.string().nullish().transform(orAbsent),
    boolValue: z.boolean().nullish().transform(orAbsent),
    intValue: int64,
    doubleValue: double,
    arrayValue: message(z.object({ values: list(anyValue) })),
    kvlistValue: message(z.object({ values: list(keyValue) })),
    bytesValue: base64,
  }),
);

const keyValue: z.ZodType<KeyValue> = z.lazy(() => z.object({ key: text, value: message(anyValue) }));

export const attributes = list(keyValue);

export const resource = message(z.object({ attributes, droppedAttributesCount: uint32 }));

export const scope = message(z.object({ name: text, version: text, attributes, droppedAttributesCount: uint32 }));
