import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { rpcNameOf } from "./rpc-name.ts";

/** The files generation starts from, relative to this folder. */
const sources = ["buf.yaml", "buf.gen.yaml", "catalogue.json", "emojivoto", "opentelemetry"];

const here = import.meta.dirname;

/**
 * Writes the vote methods of Voting.proto from catalogue.json, then all of gen/ with buf and ts-proto.
 * `folder` holds the sources and receives the output: this folder, or a copy made by `copySources`.
 */
export function generate(folder = here): void {
  const protoFile = join(folder, "emojivoto/v1/Voting.proto");
  const entries = JSON.parse(readFileSync(join(folder, "catalogue.json"), "utf8")) as { shortcode: string }[];
  writeFileSync(protoFile, withVoteMethods(readFileSync(protoFile, "utf8"), entries));
  buf(folder, "format", "--write", "--path", "emojivoto");
  buf(folder, "generate");
}

/** Fails with buf's own words when the .proto files break a lint rule that buf.yaml keeps. */
export function lint(folder = here): void {
  buf(folder, "lint");
  buf(folder, "format", "--diff", "--exit-code", "--path", "emojivoto");
}

export function copySources(target: string): void {
  for (const source of sources) cpSync(join(here, source), join(target, source), { recursive: true });
}

function withVoteMethods(proto: string, entries: { shortcode: string }[]): string {
  const begin = "  // Generated from catalogue.json: begin\n";
  const end = "  // Generated from catalogue.json: end\n";
  const [head, rest] = proto.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error("Voting.proto has lost its begin and end marks");
  const methods = entries.map(
    ({ shortcode }) => `  rpc ${rpcNameOf(shortcode)}(VoteRequest) returns (VoteResponse);\n`,
  );
  return head + begin + methods.join("") + end + tail;
}

function buf(folder: string, ...args: string[]): void {
  const bin = join(here, "node_modules/.bin");
  execFileSync(join(bin, "buf"), args, {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
  });
}
