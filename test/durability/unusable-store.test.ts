import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findProgram } from "../support/find-program.ts";
import { slowTests } from "../support/slow-tests.ts";
import { readyz, startVoting, storeFile, sumOfTotals, within10s } from "./voting.ts";

const takesVotes = /the vote store takes votes/;

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) a second process on the same store is not ready and says why, until the first is gone",
  async () => {
    const file = storeFile();
    const first = await startVoting(file);
    await first.client.voteJoy({ ballotId: "a" }, within10s());
    const second = await startVoting(file);
    const reason = "The vote store is unavailable: another process is using its file";
    expect(await readyz(second)).toEqual({ status: 503, body: `not ready: ${reason}\n` });
    await expect(second.client.voteJoy({ ballotId: "b" }, within10s())).rejects.toMatchObject({
      message: reason,
      entry: { status: "UNAVAILABLE" },
    });
    expect(await second.line(/another process/)).toContain(file);

    await first.stop("SIGKILL");
    await second.line(takesVotes);
    expect(await readyz(second)).toEqual({ status: 200, body: "ready\n" });
    expect(await second.client.voteJoy({ ballotId: "a" }, within10s())).toEqual({ total: 1n, replayed: true });
    expect(await second.client.voteJoy({ ballotId: "b" }, within10s())).toEqual({ total: 2n, replayed: false });
    expect(await second.stop()).toBe(0);
  },
);

test.skipIf(!slowTests)("a folder in the file's place is told, and over when it is gone (SLOW_TESTS=on)", async () => {
  const file = storeFile();
  mkdirSync(file);
  const voting = await startVoting(file);
  const reason = "The vote store is unavailable: a folder stands where its file should be";
  expect(await readyz(voting)).toEqual({ status: 503, body: `not ready: ${reason}\n` });
  await expect(voting.client.results({}, within10s())).rejects.toThrow(reason);
  rmdirSync(file);
  await voting.line(takesVotes);
  expect(await voting.client.voteJoy({ ballotId: "" }, within10s())).toEqual({ total: 1n, replayed: false });
});

test.skipIf(!slowTests)(
  "a damaged file is told in one line and left as it is, and a backup brings voting back (SLOW_TESTS=on)",
  async () => {
    const file = storeFile();
    const before = await startVoting(file);
    await before.client.voteJoy({ ballotId: "a" }, within10s());
    expect(await before.stop()).toBe(0);
    const backup = readFileSync(file);
    const damaged = Buffer.from(backup).fill(0xff, 4_096);
    writeFileSync(file, damaged);

    const voting = await startVoting(file);
    const reason = "The vote store is unavailable: its file is damaged: put a backup in its place or move it away";
    expect(await readyz(voting)).toEqual({ status: 503, body: `not ready: ${reason}\n` });
    await expect(voting.client.voteJoy({ ballotId: "a" }, within10s())).rejects.toMatchObject({
      message: reason,
      entry: { status: "UNAVAILABLE" },
    });
    expect(readFileSync(file).equals(damaged)).toBe(true);
    expect(voting.lines.filter((line) => line.includes('"level":"error"'))).toHaveLength(1);

    writeFileSync(`${file}.backup`, backup);
    renameSync(`${file}.backup`, file);
    await voting.line(takesVotes);
    expect(await voting.client.voteJoy({ ballotId: "a" }, within10s())).toEqual({ total: 1n, replayed: true });
  },
);

const prlimit = findProgram("prlimit");

test.skipIf(prlimit === undefined || !slowTests)(
  "a file that cannot grow stops votes, not Results, and votes go on afterwards (SLOW_TESTS=on and prlimit)",
  async () => {
    const file = storeFile();
    const voting = await startVoting(file);
    const limitFileSize = (limit: string) => {
      execFileSync("prlimit", ["--pid", String(voting.process.pid), `--fsize=${limit}:`]);
    };
    await voting.client.voteJoy({ ballotId: "a" }, within10s());
    limitFileSize(String(statSync(`${file}-wal`).size));
    const reason = "The vote store is unavailable: its disk fails to read or write";
    await expect(voting.client.voteJoy({ ballotId: "b" }, within10s())).rejects.toThrow(reason);
    expect(await readyz(voting)).toEqual({ status: 503, body: `not ready: ${reason}\n` });
    expect(await sumOfTotals(voting)).toBe(1n);

    limitFileSize("unlimited");
    await voting.line(/its disk fails.*the vote store takes votes/);
    expect(await voting.client.voteJoy({ ballotId: "b" }, within10s())).toEqual({ total: 2n, replayed: false });
  },
);
