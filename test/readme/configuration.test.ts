import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import { expect, test } from "vitest";
import type { z } from "zod";
import { root, tableAfter } from "./read-readme.ts";

type Schema = { readonly shape: Readonly<Record<string, z.ZodType>> };

const schemas: Record<string, () => Promise<{ configSchema: Schema }>> = {
  "`vote-bot doctor`": async () => ({
    configSchema: (await import("@emojivoto/vote-bot/doctor/doctor-variables.ts")).doctorSchema,
  }),
  web: () => import("@emojivoto/web/config.ts"),
  emoji: () => import("@emojivoto/emoji/config.ts"),
  voting: () => import("@emojivoto/voting/config.ts"),
  "vote-bot": () => import("@emojivoto/vote-bot/config.ts"),
  "`npm start`": () => import("@emojivoto/local/config.ts"),
};

/** Default by name. */
const defaultsOf = ({ shape }: Schema) =>
  Object.fromEntries(Object.entries(shape).map(([name, variable]) => [name, variable.meta()?.["fallback"] ?? ""]));

const shared = defaultsOf({ shape: serviceVariables });

test.each(Object.keys(schemas))("the README's table of %s has every variable and its default", async (name) => {
  const { configSchema } = await schemas[name]!();
  const variables = defaultsOf(configSchema);
  if (!name.startsWith("`")) for (const variable of Object.keys(shared)) delete variables[variable];
  expect(Object.fromEntries(tableAfter(`${name}:`))).toEqual(variables);
});

test("the README's table of every service has the variables that all share", () => {
  expect(Object.fromEntries(tableAfter("Every service:"))).toEqual(shared);
});

test("the README's table of docker compose has every variable that its file asks for, and the default", () => {
  const file = readFileSync(join(root, "docker-compose.yml"), "utf8");
  const asked = [...file.matchAll(/\$\{(\w+):-([^}]*)\}/g)].map(([, name, fallback]) => [name, fallback]);
  expect(Object.fromEntries(tableAfter("`docker compose`:"))).toEqual(Object.fromEntries(asked));
});
