import { configSchema as emojiSchema } from "@emojivoto/emoji/config.ts";
import { configSchema as meshSchema } from "@emojivoto/local/mesh/config.ts";
import { configSchema as credentialsSchema } from "@emojivoto/local/secrets/config.ts";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { configSchema as voteBotSchema } from "@emojivoto/vote-bot/config.ts";
import { doctorSchema } from "@emojivoto/vote-bot/doctor/doctor-variables.ts";
import { configSchema as votingSchema } from "@emojivoto/voting/config.ts";
import { configSchema as webSchema } from "@emojivoto/web/config.ts";
import { expect, test } from "vitest";
import type { z } from "zod";
import { type ComposeFile, readComposeFile } from "../support/compose/read-compose-file.ts";

const main = readComposeFile("docker-compose.yml");
const mesh = readComposeFile("docker-compose.mesh.yml");

/** What each program reads. */
const schemas: Record<string, z.ZodObject> = {
  web: webSchema,
  emoji: emojiSchema,
  voting: votingSchema,
  "vote-bot": voteBotSchema,
  load: voteBotSchema,
  doctor: doctorSchema,
  credentials: credentialsSchema,
  "web-proxy": meshSchema,
  "emoji-proxy": meshSchema,
  "voting-proxy": meshSchema,
  "vote-bot-proxy": meshSchema,
};

/** doctor shares vote-bot's variables, one of which it has no use for. */
const known = (name: string) => Object.keys({ ...schemas[name]!.shape, ...(name === "doctor" && voteBotSchema.shape) });

const environmentOf = ({ services }: ComposeFile, name: string) => services[name]?.environment ?? {};

test("every program that is ours has its variables checked here", () => {
  const all = Object.entries({ ...mesh.services, ...main.services });
  const ours = all.filter(([, { image }]) => image!.startsWith("emojivoto-")).map(([name]) => name);
  expect(new Set(Object.keys(schemas))).toEqual(new Set(ours));
});

test.each(Object.keys(schemas))("%s knows every variable that it gets, and takes its value", (name) => {
  const plain = environmentOf(main, name);
  const meshed = { ...plain, ...environmentOf(mesh, name) };
  const own = Object.keys(meshed).filter((variable) => !variable.startsWith("OTEL_"));
  expect(known(name)).toEqual(expect.arrayContaining(own));
  for (const environment of [plain, meshed]) {
    if (Object.keys(environment).length > 0) expect(() => readConfig(schemas[name]!, environment)).not.toThrow();
  }
});
