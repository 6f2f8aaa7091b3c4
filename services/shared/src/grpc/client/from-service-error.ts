import type { ServiceError } from "@grpc/grpc-js";
import { AppError } from "../../errors/app-error.ts";
import { errorOfStatus } from "../../errors/errors.ts";
import { statusNameOf } from "../../errors/status.ts";
import { errorCodeKey } from "../server/serve-call.ts";

/** Our services name their error in a trailer, and only catalogued text; any other words stay in the log. */
export function fromServiceError(error: ServiceError): AppError {
  const status = statusNameOf(error.code);
  const code = error.metadata?.get(errorCodeKey)[0]?.toString();
  if (code === undefined) return errorOfStatus(status, error);
  return new AppError({ code, status }, error.details, { cause: error });
}
