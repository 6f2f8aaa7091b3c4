import { defineErrors } from "@emojivoto/shared/errors/define-errors.ts";

/** The errors that only web throws. */
export const webErrors = defineErrors({
  missingChoice: {
    code: "missing_choice",
    status: "INVALID_ARGUMENT",
    message: "Expected a `choice`: the shortcode of an emoji, like `:joy:`",
  },
  unknownEmoji: {
    code: "unknown_emoji",
    status: "INVALID_ARGUMENT",
    message: (choice: string) => `No emoji is called \`${shorten(choice)}\`: GET /api/list has them all`,
  },
  noSuchEmoji: {
    code: "unknown_emoji",
    status: "NOT_FOUND",
    message: (shortcode: string) => `No emoji is called \`${shorten(shortcode)}\``,
  },
  keyReused: {
    code: "idempotency_key_reused",
    status: "ALREADY_EXISTS",
    httpStatus: 422,
    message: "This Idempotency-Key has been used for a vote for another emoji: use a new one",
  },
  malformedJson: {
    code: "malformed_json",
    status: "INVALID_ARGUMENT",
    message: "Expected a JSON object in UTF-8 as the body",
  },
  unsupportedMediaType: {
    code: "unsupported_media_type",
    status: "INVALID_ARGUMENT",
    httpStatus: 415,
    message: (expected: string) => `Expected a body of type ${expected}, in UTF-8 and without a content-encoding`,
  },
  bodyTooLarge: {
    code: "body_too_large",
    status: "INVALID_ARGUMENT",
    httpStatus: 413,
    message: (limit: string) => `Expected a body of at most ${limit}`,
  },
  malformedUrl: { code: "malformed_url", status: "INVALID_ARGUMENT", message: "The URL is not valid percent-encoding" },
  notFound: { code: "not_found", status: "NOT_FOUND", message: "There is nothing at this address" },
  methodNotAllowed: {
    code: "method_not_allowed",
    status: "INVALID_ARGUMENT",
    httpStatus: 405,
    message: (allowed: string) => `This address takes ${allowed}`,
  },
  invalidCredentials: {
    code: "invalid_credentials",
    status: "UNAUTHENTICATED",
    message: "No app has this key and secret",
  },
  insufficientScope: {
    code: "insufficient_scope",
    status: "PERMISSION_DENIED",
    message: (scope: string) => `The token lacks the scope \`${scope}\``,
  },
  authNotConfigured: {
    code: "auth_not_configured",
    status: "UNIMPLEMENTED",
    message: "No signing key is set here: start web with JWT_PRIVATE_KEY_FILE (or JWT_SECRET_FILE) and AUTH_APPS_FILE",
  },
});

function shorten(text: string): string {
  return text.length > 64 ? `${text.slice(0, 64)}…` : text;
}
