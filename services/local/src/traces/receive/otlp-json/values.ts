import { z } from "zod";

/**
 * OTLP/JSON's values: protobuf's JSON mapping with ids in hex. A field that is null counts as absent and
 * gets its default, unknown fields are ignored. Source: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */

/** Ids of any length: which lengths are good is for the store to say, one by one. */
export const id = z
  .string()
  .regex(/^(?:[0-9a-fA-F]{2})*$/, "expected an id in hex")
  .nullish()
  .transform((text) => Buffer.from(text ?? "", "hex"));

const wholeNumber = z.union([z.number().refine(Number.isInteger), z.string().regex(/^-?\d{1,20}$/)], {
  error: "expected a whole number, as a number or in a string",
});

/** 64 bits, as a number or in a string; undefined when absent, as it is one of several. */
export const int64 = wholeNumber
  .transform(BigInt)
  .refine((value) => BigInt.asIntN(64, value) === value, "expected a number of 64 bits")
  .nullish()
  .transform((value) => value ?? undefined);

/** 64 bits without a sign: times in nanoseconds. */
export const uint64 = wholeNumber
  .transform(BigInt)
  .refine((value) => BigInt.asUintN(64, value) === value, "expected a number of 64 bits, not below 0")
  .nullish()
  .transform((value) => value ?? 0n);

export const uint32 = z
  .union([z.int(), z.string().regex(/^\d{1,10}$/)])
  .transform(Number)
  .refine((value) => value >= 0 && value <= 0xffff_ffff, "expected a number of 32 bits, not below 0")
  .nullish()
  .transform((value) => value ?? 0);

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

/** An enum's number, or its name with `prefix`; an unknown number is kept. */
export function enumOf<const T extends Readonly<Record<string, number>>>(names: T, prefix: string) {
  return z
    .union([z.int(), z.string()])
    .transform((value, context) => {
      if (typeof value === "number") return value as T[keyof T];
      const number = value.startsWith(prefix) ? names[value.slice(prefix.length)] : undefined;
      if (number !== undefined) return number as T[keyof T];
      context.issues.push({ code: "custom", message: `expected a number or a name like ${prefix}…`, input: value });
      return z.NEVER;
    })
    .nullish()
    .transform((value) => value ?? (0 as T[keyof T]));
}

/** A repeated field. */
export function list<S extends z.ZodType>(item: S) {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

/** A field that is a message. */
export function message<S extends z.ZodType>(fields: S) {
  return fields.nullish().transform((value) => value ?? undefined);
}
