import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { delayOf } from "./known-delays.ts";

// A target whose behaviour is known, in a process of its own: `instant` answers at once, `delays` after times that are
// known beforehand, `stall` at once but for two seconds from the sixth second after its first request on.

const [mode = "instant"] = process.argv.slice(2);

const stallFromMs = 5_000;
const stallMs = 2_000;

let requests = 0;
let firstAtMs: number | undefined;

const answers: Record<string, (response: ServerResponse) => void> = {
  instant: (response) => response.end("[]"),
  delays: (response) => {
    requests += 1;
    setTimeout(() => response.end("[]"), delayOf(requests));
  },
  stall: (response) => {
    const nowMs = performance.now();
    firstAtMs ??= nowMs;
    const sinceMs = nowMs - firstAtMs;
    const isStalled = sinceMs >= stallFromMs && sinceMs < stallFromMs + stallMs;
    if (isStalled) setTimeout(() => response.end("[]"), stallFromMs + stallMs - sinceMs);
    else response.end("[]");
  },
};
const answer = answers[mode];
if (answer === undefined) throw new Error(`expected one of ${Object.keys(answers).join(", ")}, got \`${mode}\``);

const server = createServer((request, response) => {
  request.resume();
  answer(response);
}).listen(0, "127.0.0.1", () =>
  process.send?.({ type: "ready", ports: { http: (server.address() as AddressInfo).port } }),
);
process.once("disconnect", () => process.exit(0));
