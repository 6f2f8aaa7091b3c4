const firstBackoffMs = 50;
const longestBackoffMs = 500;

/**
 * grpc-js's channel options that send a call again for about `timeoutMs` (give or take a fifth) when the server could
 * not be reached. Every call may be: reads change nothing, and a vote carries a ballot's id.
 * Source: gRFC A6, https://github.com/grpc/proposal/blob/master/A6-client-retries.md
 */
export function retryOptions(timeoutMs: number): Record<string, string | number> {
  const maxAttempts = attemptsWithin(timeoutMs);
  if (maxAttempts < 2) return { "grpc.enable_retries": 0 };
  const retryPolicy = {
    maxAttempts,
    initialBackoff: `${firstBackoffMs / 1_000}s`,
    maxBackoff: `${longestBackoffMs / 1_000}s`,
    backoffMultiplier: 2,
    retryableStatusCodes: ["UNAVAILABLE"],
  };
  return {
    // Of its own accord grpc-js stops at five.
    "grpc-node.retry_max_attempts_limit": maxAttempts,
    "grpc.service_config": JSON.stringify({ methodConfig: [{ name: [{}], retryPolicy }] }),
  };
}

function attemptsWithin(timeoutMs: number): number {
  let attempts = 1;
  for (let backoffMs = firstBackoffMs, spentMs = firstBackoffMs; spentMs <= timeoutMs; spentMs += backoffMs) {
    attempts++;
    backoffMs = Math.min(2 * backoffMs, longestBackoffMs);
  }
  return attempts;
}
