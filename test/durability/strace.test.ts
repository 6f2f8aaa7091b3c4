import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findProgram } from "../support/find-program.ts";
import { startVoting, storeFile, within10s } from "./voting.ts";

const strace = findProgram("strace");

test.skipIf(strace === undefined)("a vote is on the disk before its reply is on the wire (needs strace)", async () => {
  const file = storeFile();
  const voting = await startVoting(file, { through: through(`${file}.strace`) });
  const ballotIds = Array.from({ length: 5 }, (_, index) => `ballot-under-strace-${index}`);
  for (const ballotId of ["ballot-to-connect", ...ballotIds]) await voting.client.voteJoy({ ballotId }, within10s());
  expect(await voting.stop()).toBe(0);

  // Sockets and the store are all used on the main thread.
  const calls = readFileSync(`${file}.strace.${voting.process.pid}`, "utf8").split("\n");
  for (const ballotId of ballotIds) {
    const untilReply = callsBetweenArrivalAndReply(calls, ballotId);
    expect(untilReply.filter((call) => /^f(?:data)?sync\(/.test(call) && call.includes(`<${file}`))).not.toEqual([]);
  }
});

/**
 * -D: the service is this process's child, strace its grandchild. --seccomp-bpf: other calls are not slowed down.
 * -ff: a file a thread. -y: what descriptors are.
 */
function through(output: string): readonly string[] {
  const calls = "trace=read,write,writev,fsync,fdatasync";
  return ["strace", "-D", "--seccomp-bpf", "-ff", "-y", "-s", "256", "-e", calls, "-o", output];
}

/** The calls from the read that brought the ballot to the next write to that socket. */
function callsBetweenArrivalAndReply(calls: readonly string[], ballotId: string): readonly string[] {
  const arrival = calls.findIndex((call) => call.startsWith("read(") && call.includes(ballotId));
  const [, socket = ""] = /^read\((\d+<[^>]+>)/.exec(calls[arrival] ?? "") ?? [];
  const reply = calls.findIndex(
    (call, index) => index > arrival && (call.startsWith(`write(${socket}`) || call.startsWith(`writev(${socket}`)),
  );
  if (arrival < 0 || reply < 0) throw new Error(`strace saw no read or no reply of ${ballotId}`);
  return calls.slice(arrival, reply);
}
