import { createCipheriv, createHash } from "node:crypto";

const bytesPerDraw = 6;
const bytesPerBlock = 1_024 * bytesPerDraw;

/**
 * Random numbers in [0, 1) without an end, the same for the same seed: 48 bits each of the AES-256-CTR keystream
 * whose key is the seed's SHA-256. A hash a number, as for a visit's choices, takes many times as long.
 */
export function* seededDraws(seed: string): Generator<number, never> {
  const key = createHash("sha256").update(seed).digest();
  const keystream = createCipheriv("aes-256-ctr", key, Buffer.alloc(16));
  const zeros = Buffer.alloc(bytesPerBlock);
  for (;;) {
    const block = keystream.update(zeros);
    for (let at = 0; at < bytesPerBlock; at += bytesPerDraw) yield block.readUIntBE(at, bytesPerDraw) / 2 ** 48;
  }
}
