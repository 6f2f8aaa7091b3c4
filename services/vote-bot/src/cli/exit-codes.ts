/** EX_UNAVAILABLE of sysexits.h: what the command needs cannot be reached. */
export const exitCodeUnreachable = 69;

/** Flags or an environment that cannot be used. */
export const exitCodeUsage = 104;

/** A threshold was not met: k6's code. */
export const exitCodeThreshold = 99;

/** Aborted from outside, by a second signal: k6's code. */
export const exitCodeAborted = 105;

/** Aborted by a threshold, with --threshold-abort. */
export const exitCodeThresholdAbort = 108;

/** The run went well, and its report could not be written. */
export const exitCodeOutput = 74;
