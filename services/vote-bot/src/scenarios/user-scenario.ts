import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { z } from "zod";
import type { Scenario, Visitor } from "./scenario.ts";
import { unlessCutOff } from "./unless-cut-off.ts";

type Visit = (visitor: Visitor) => Promise<void>;

const visit = z.custom<Visit>((value) => typeof value === "function");
const exported = z.union([
  visit.transform((itself) => ({ visit: itself, routes: undefined })),
  z.object({ visit, routes: z.array(z.string()).optional() }),
]);

/**
 * Loads a scenario of the user's own, TypeScript or JavaScript, whose default export is `async (visitor) => …` or
 * `{ routes?, visit }`; its name is the path as it was written. Throws a ConfigError that says what is wrong with it.
 */
export async function loadUserScenario(path: string): Promise<Scenario> {
  const result = exported.safeParse((await load(path)).default);
  if (!result.success) {
    throw fault(path, "expected its default export to be `async (visitor) => …` or `{ routes?, visit }`");
  }
  const { routes, visit: follow } = result.data;
  return { name: path, routes, visit: (visitor) => followOut(follow, visitor) };
}

async function load(path: string): Promise<{ default?: unknown }> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => undefined,
  );
  if (isFile === undefined) throw fault(path, "no such file");
  if (!isFile) throw fault(path, "expected a file");
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    throw fault(path, `cannot be loaded: ${error instanceof Error ? describe(error, resolve(path)) : String(error)}`);
  }
}

function fault(path: string, what: string): ConfigError {
  return new ConfigError([`SCENARIO: ${path}: ${what}`]);
}

/** In one line, with the place in the file where the stack has it. */
function describe({ name, message, stack = "" }: Error, file: string): string {
  const line = Number.parseInt(stack.split(`${file}:`, 2)[1] ?? "", 10);
  const place = Number.isNaN(line) ? "" : ` in line ${line}`;
  return `${name}${place}: ${message.trim().split("\n", 1)[0]}`;
}

/**
 * A visit ends when its function has ended and its steps have, also those that it forgot to await, whose errors are
 * counted as requests; or when it is cut off, whatever its function waits for.
 */
async function followOut(follow: Visit, visitor: Visitor): Promise<void> {
  const steps: Promise<unknown>[] = [];
  const kept = <T>(step: Promise<T>) => {
    steps.push(step.catch(() => {}));
    return step;
  };
  const own: Visitor = {
    ...visitor,
    send: (request) => kept(visitor.send(request)),
    think: (...args) => kept(visitor.think(...args)),
    measure: (step) => kept(visitor.measure(step)),
  };
  try {
    await unlessCutOff((async () => follow(own))(), visitor.signal);
  } finally {
    await Promise.all(steps);
  }
}
