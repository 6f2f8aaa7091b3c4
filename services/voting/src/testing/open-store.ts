import { createHealth, type Health } from "@emojivoto/shared/lifecycle/health.ts";
import { createLogger, type Logger } from "@emojivoto/shared/log/create-logger.ts";
import { onTestFinished } from "vitest";
import { createSqliteStore, type SqliteStoreOptions } from "../stores/sqlite-store.ts";
import type { Store } from "../stores/store.ts";
import { inMemory } from "../votes-url.ts";

export const silent: Logger = createLogger("voting", "silent");

/** A store in memory unless told otherwise, closed when the test ends; with the health that it reports to. */
export function openStore(options: Partial<SqliteStoreOptions> = {}): Store & { readonly health: Health } {
  const health = createHealth();
  const store = createSqliteStore({ file: inMemory, windowMs: 60_000, log: silent, health, ...options });
  onTestFinished(() => store.close());
  return { ...store, health };
}

/** Resolves when the service has become ready. */
export function ready(health: Health): Promise<void> {
  return new Promise((resolve) => {
    health.onChange((reason) => {
      if (reason === undefined) resolve();
    });
  });
}
