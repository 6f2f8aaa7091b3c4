import { defineErrors } from "@emojivoto/shared/errors/define-errors.ts";

/** The errors that are voting's own. */
export const votingErrors = defineErrors({
  ballotReused: {
    code: "ballot_reused",
    status: "ALREADY_EXISTS",
    message: "This `ballot_id` has voted for another emoji: send a new one",
  },
  storeUnavailable: {
    code: "store_unavailable",
    status: "UNAVAILABLE",
    retryable: true,
    message: (reason: string) => `The vote store is unavailable: ${reason}`,
  },
  /** Upstream's words, which its tutorials show. */
  doughnutFailed: { code: "doughnut_failed", status: "UNKNOWN", message: "ERROR" },
});
