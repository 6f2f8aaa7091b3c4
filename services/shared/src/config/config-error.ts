/** Environment variables or files that a service cannot start with; one line a fault. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(faults.join("\n"), options);
    this.name = "ConfigError";
    this.faults = faults;
  }
}
