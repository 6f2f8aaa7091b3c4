import { authVariables } from "@emojivoto/shared/auth/auth-variables.ts";
import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import { number, port } from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";

export const configSchema = z.object({
  ...serviceVariables,
  ...authVariables,
  GRPC_PORT: port(8080).describe("gRPC port"),
  EMOJI_FAILURE_RATE: number(0, 0, 1).describe("Share of the calls that fail"),
});
