/** The token of an `authorization` header or metadata value (RFC 6750, 2.1); undefined where it holds none. */
export function bearerTokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer +([^ ]+) *$/i.exec(authorization ?? "")?.[1];
}
