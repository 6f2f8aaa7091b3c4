/** The slowest rate that is one: a visit in about 17 minutes. */
export const minRatePerSecond = 0.001;
/** As upstream's vote-bot has it. */
export const defaultRatePerSecond = 1;
/** Far beyond what one process can send. */
export const maxRatePerSecond = 100_000;
