/** Outputs that could not be written; a line a file. */
export class OutputError extends Error {
  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(faults.join("\n"), options);
    this.name = "OutputError";
  }
}
