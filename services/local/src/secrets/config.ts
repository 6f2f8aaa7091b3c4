import { optionalPath, text } from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";

export const configSchema = z.object({
  CREDENTIALS_DIR: text("/credentials").describe("Folder with a folder for each reader: web, backends, vote-bot"),
  MESH_TOKEN_FILE: optionalPath().describe("Where the token of the stand-in mesh goes, if there is to be one"),
});
