type Environment = Readonly<Record<string, string | undefined>>;

/** What any program needs of its machine. */
const ofTheMachine = "PATH HOME USER LANG TZ TMPDIR TEMP USERPROFILE SystemRoot";

/** The services' own variables, where `npm start` has nothing to say. */
const ofServices = `
  LOG_LEVEL SHUTDOWN_GRACE AUTH_MODE JWT_LIFETIME
  LEGACY_API MESSAGE_OF_THE_DAY TRACES_URL INDEX_BUNDLE WEBPACK_DEV_SERVER REQUEST_TIMEOUT RETRY_TIMEOUT
  EMOJI_FAILURE_RATE FAILURE_RATE ARTIFICIAL_DELAY BALLOT_WINDOW
  MESH_EXPORT_INTERVAL`;

const names = new Set(`${ofTheMachine} ${ofServices}`.split(/\s+/));

/** OpenTelemetry's, Node's and grpc-js's; not the service's name, which four services cannot share. */
const families = /^(?:OTEL_(?!SERVICE_NAME$)|NODE_|SSL_CERT_|GRPC_(?!PORT$))/;

/** The part of `env` that every service gets; nothing else of the user's environment reaches them. */
export function passedOn(env: Environment): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && (names.has(name) || families.test(name))) passed[name] = value;
  }
  return passed;
}
