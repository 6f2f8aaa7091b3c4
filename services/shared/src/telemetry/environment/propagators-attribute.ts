/** The formats of trace context that a process reads and writes, as OTEL_PROPAGATORS has them. */
export const ATTR_PROPAGATORS = "emojivoto.propagators";

/**
 * The resource attribute that tells `vote-bot doctor` why a trace broke between two services; none where
 * OTEL_PROPAGATORS is not set, which means W3C.
 */
export function propagatorsAttribute(env: Record<string, string | undefined>): Record<string, string> {
  const { OTEL_PROPAGATORS: propagators } = env;
  return propagators ? { [ATTR_PROPAGATORS]: propagators } : {};
}
