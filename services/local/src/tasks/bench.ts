import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { runHere } from "../run-here.ts";

const folder = join(root, "test/bench");

/** Runs test/bench/<name>.ts with the rest of `args`; without a name it lists them. */
export async function bench([name, ...args]: readonly string[]): Promise<number> {
  const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
  if (name === undefined) {
    console.log(`npm run bench -- <name> [flags], where <name> is one of: ${names.join(", ")}`);
    return 0;
  }
  try {
    if (names.includes(name)) return await runHere(join(folder, `${name}.ts`), args);
    throw new Error(`unknown bench \`${name}\`: expected one of ${names.join(", ")}`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}
