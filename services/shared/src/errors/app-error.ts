import type { StatusName } from "./status.ts";

/** What an error of a catalogue says of itself. */
export type ErrorEntry = {
  /** A stable word for programs, e.g. `unknown_emoji`. */
  readonly code: string;
  readonly status: StatusName;
  /** Where HTTP has a better status than the one that follows from `status`. */
  readonly httpStatus?: number;
  /** Whether the same request may succeed later. */
  readonly retryable?: boolean;
};

/** An error whose code and message may cross the wire; its cause goes to the log alone. */
export class AppError extends Error {
  readonly entry: ErrorEntry;

  constructor(entry: ErrorEntry, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AppError";
    this.entry = entry;
  }
}
