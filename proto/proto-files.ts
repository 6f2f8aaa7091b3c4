import { join } from "node:path";

/** The .proto files, for readers that want them at run time (reflection). */
export const protoFiles = {
  emoji: join(import.meta.dirname, "emojivoto/v1/Emoji.proto"),
  voting: join(import.meta.dirname, "emojivoto/v1/Voting.proto"),
};
