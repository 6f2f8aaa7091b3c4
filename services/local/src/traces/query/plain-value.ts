import type { AnyValue, KeyValue } from "@emojivoto/proto/otlp/common";

/** An attribute's value as JSON has it; a 64-bit number that JSON cannot hold becomes text, bytes become base64. */
export function plainValue(value: AnyValue | undefined): unknown {
  if (value === undefined) return null;
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = value;
  if (intValue !== undefined) return plainInteger(intValue);
  if (arrayValue !== undefined) return arrayValue.values.map(plainValue);
  if (kvlistValue !== undefined) return plainAttributes(kvlistValue.values);
  if (bytesValue !== undefined) return bytesValue.toString("base64");
  return stringValue ?? boolValue ?? doubleValue ?? null;
}

export function plainAttributes(attributes: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

export function plainInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
