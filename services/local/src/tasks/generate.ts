import { generate as generateProto } from "@emojivoto/proto/generate";

/** Writes Voting.proto's vote methods from the catalogue, and the code from the .proto files. */
export async function generate(): Promise<number> {
  generateProto();
  return 0;
}
