import type { KeyValue } from "@emojivoto/proto/otlp/common";
import { statusNameOf } from "@emojivoto/shared/errors/status.ts";
import { attributeText } from "./attribute-text.ts";

/** The stable names first, then those from before. */
const rpcStatusNames = ["rpc.status_code", "rpc.response.status_code", "rpc.grpc.status_code"];
const httpStatusNames = ["http.response.status_code", "http.status_code"];

const maxLabelLength = 32;

/** What a failed span's error is called: its gRPC status name, its HTTP status code, or `ERROR`. */
export function failureLabel(attributes: readonly KeyValue[]): string {
  const rpc = attributeText(attributes, rpcStatusNames);
  if (rpc !== undefined) return /^\d+$/.test(rpc) ? statusNameOf(Number(rpc)) : rpc.slice(0, maxLabelLength);
  return attributeText(attributes, httpStatusNames)?.slice(0, maxLabelLength) ?? "ERROR";
}
