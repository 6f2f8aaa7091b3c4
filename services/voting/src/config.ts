import { authVariables } from "@emojivoto/shared/auth/auth-variables.ts";
import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import { duration, number, parsed, port } from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";
import { parseVotesUrl } from "./votes-url.ts";

export const configSchema = z.object({
  ...serviceVariables,
  ...authVariables,
  GRPC_PORT: port(8080).describe("gRPC port"),
  VOTES_URL: parsed("sqlite:.data/votes.db", "`memory:` or `sqlite:<file>`", parseVotesUrl).describe(
    "Where votes are kept",
  ),
  FAILURE_RATE: number(1, 0, 1).describe("Share of the votes for the doughnut that fail"),
  ARTIFICIAL_DELAY: duration("0").describe("Time that every vote takes longer"),
  BALLOT_WINDOW: duration("24h").describe("Time for which a repeated ballot is recognised"),
});
