import { findHeader, type RawHeaders, withHeader, withoutHeaders } from "./raw-headers.ts";

/** What the app reads; the real mesh takes it from the caller's certificate. */
const clientIdHeader = "l5d-client-id";

/** How the caller's proxy tells the callee's who calls, in place of mTLS; never seen by an app. */
const claimHeader = "l5d-stand-in-claim";

/** Says on the outbound side who calls, and tells the app on the inbound side. */
export type ClientIdentity = {
  claim(headers: RawHeaders, workload: string): RawHeaders;
  /** Anything that a caller outside the mesh claims is dropped. */
  verify(headers: RawHeaders): RawHeaders;
};

/** Proxies that share `token` believe each other. */
export function createClientIdentity(token: string): ClientIdentity {
  return {
    claim: (headers, workload) => withHeader(headers, claimHeader, `${token} ${identityOf(workload)}`),
    verify: (headers) => {
      const [proof, identity] = findHeader(headers, claimHeader)?.split(" ") ?? [];
      const kept = withoutHeaders(headers, (name) => name === claimHeader || name === clientIdHeader);
      if (proof === token && identity) kept.push(clientIdHeader, identity);
      return kept;
    },
  };
}

/** Each workload has a ServiceAccount of its own name. */
function identityOf(workload: string): string {
  return `${workload}.emojivoto.serviceaccount.identity.linkerd.cluster.local`;
}
