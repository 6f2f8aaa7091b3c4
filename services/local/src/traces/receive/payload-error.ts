import type { StatusName } from "@emojivoto/shared/errors/status.ts";

/** A payload that cannot be taken; its message goes to the sender. */
export class PayloadError extends Error {
  readonly status: Extract<StatusName, "INVALID_ARGUMENT" | "RESOURCE_EXHAUSTED">;

  constructor(status: PayloadError["status"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PayloadError";
    this.status = status;
  }
}

/** As the OpenTelemetry Collector has it; of what comes and of what it inflates to. */
export const maxPayloadBytes = 4 * 1024 * 1024;

export function tooLarge(): PayloadError {
  return new PayloadError(
    "RESOURCE_EXHAUSTED",
    `the payload is larger than ${maxPayloadBytes} bytes: send smaller batches`,
  );
}

/** Runs `decode`; what it throws becomes a PayloadError that says what was expected. */
export function decodeOrRefuse<T>(expected: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof PayloadError) throw error;
    throw new PayloadError("INVALID_ARGUMENT", `expected ${expected}: ${(error as Error).message}`, { cause: error });
  }
}
