import { expect, test } from "vitest";
import { hashSecret, isSecret, parseSecretHash, unmatchableHash } from "./app-secret.ts";

test("a hash is of its secret alone, and new each time", async () => {
  const [first, second] = await Promise.all([hashSecret("right"), hashSecret("right")]);
  expect(first).not.toBe(second);
  await expect(isSecret("right", parseSecretHash(first)!)).resolves.toBe(true);
  await expect(isSecret("wrong", parseSecretHash(first)!)).resolves.toBe(false);
  await expect(isSecret("right", unmatchableHash())).resolves.toBe(false);
});

const salt = "a".repeat(22);
const hash = "b".repeat(43);

test.each([
  "plain text",
  `scrypt$16384$8$1$${salt}`,
  `scrypt$1000$8$1$${salt}$${hash}`,
  `scrypt$1048576$8$1$${salt}$${hash}`,
  `scrypt$16384$0$1$${salt}$${hash}`,
  `scrypt$16384$8$1$short$${hash}`,
])("`%s` is no hash", (text) => {
  expect(parseSecretHash(text)).toBeUndefined();
});
