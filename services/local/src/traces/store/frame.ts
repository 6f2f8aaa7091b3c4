/** The number of the field that framed messages are. */
export const framedField = 2;

/** That of a length-delimited field. */
const tag = (framedField << 3) | 2;

/** Encoded messages in a buffer of their own, each as a field of a message; read it with `lengthDelimited`. */
export function frame(messages: readonly Uint8Array[]): Uint8Array {
  const framed = new Uint8Array(messages.reduce((sum, { length }) => sum + 1 + varintLength(length) + length, 0));
  let at = 0;
  for (const message of messages) {
    framed[at++] = tag;
    for (let rest = message.length; ; rest >>>= 7) {
      framed[at++] = rest > 0x7f ? (rest & 0x7f) | 0x80 : rest;
      if (rest <= 0x7f) break;
    }
    framed.set(message, at);
    at += message.length;
  }
  return framed;
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 0x7f; rest >>>= 7) length++;
  return length;
}
