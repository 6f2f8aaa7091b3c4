import { defineErrors } from "@emojivoto/shared/errors/define-errors.ts";

/** The errors that are emoji's own. */
export const emojiErrors = defineErrors({
  /** INTERNAL, as callers send UNAVAILABLE again by themselves, which would hide the fault. */
  failedOnPurpose: {
    code: "failed_on_purpose",
    status: "INTERNAL",
    message: "This call failed on purpose: EMOJI_FAILURE_RATE is the share that does",
  },
});
