import { vi } from "vitest";
import { inspectContainer, isWell } from "./inspect-container.ts";

/** Resolves when a container runs and its health check, if it has one, says so. */
export async function untilHealthy(id: string): Promise<void> {
  const look = async () => {
    const container = await inspectContainer(id);
    if (!isWell(container)) throw new Error(`${container.Name} is not well: ${JSON.stringify(container.State)}`);
  };
  await vi.waitFor(look, { timeout: 30_000, interval: 200 });
}
