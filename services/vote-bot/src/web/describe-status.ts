import { STATUS_CODES } from "node:http";

/** An HTTP status with its name: `503 Service Unavailable`. */
export function describeStatus(status: number): string {
  const name = STATUS_CODES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}
