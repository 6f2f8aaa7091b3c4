/** EX_UNAVAILABLE of sysexits.h: what the command needs cannot be reached. */
export const exitCodeUnreachable = 69;

/** Flags or an environment that cannot be used. */
export const exitCodeUsage = 104;
