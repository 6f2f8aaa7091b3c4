import { kubectl } from "./run-kubectl.ts";

/** What `kubectl -n emojivoto …` prints. */
export const ofApp = (...args: string[]): Promise<string> => kubectl(["-n", "emojivoto", ...args]);
