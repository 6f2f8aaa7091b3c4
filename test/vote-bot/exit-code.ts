import { once } from "node:events";
import type { RunningService } from "../support/start-service.ts";

/** The exit code of a run that ends by itself. */
export async function exitCode({ process }: RunningService): Promise<unknown> {
  const [code] = await once(process, "close");
  return code;
}
