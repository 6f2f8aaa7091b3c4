import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Some 10,000 spans. */
const collectEveryBytes = 4 * 1024 * 1024;

/**
 * Gives a function that is told the size of each payload, and has V8 collect its garbage every few megabytes of them.
 * They lie outside of V8's heap, where it lets 60 MB of dead ones wait: more than the store holds. It takes a tenth
 * of the CPU.
 */
export function createGarbageCollection(): (payloadBytes: number) => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let waitingBytes = 0;
  return (payloadBytes) => {
    waitingBytes += payloadBytes;
    if (waitingBytes < collectEveryBytes) return;
    waitingBytes = 0;
    // After the answer: the payload is then among the dead.
    setImmediate(collect);
  };
}
