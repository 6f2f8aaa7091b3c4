import type { KeyValue } from "@emojivoto/proto/otlp/common";

/** The text of the first of these attributes that there is, an integer as its digits; undefined for none. */
export function attributeText(attributes: readonly KeyValue[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = attributes.find(({ key }) => key === name)?.value;
    const text = value?.stringValue ?? value?.intValue?.toString();
    if (text !== undefined && text !== "") return text;
  }
}
