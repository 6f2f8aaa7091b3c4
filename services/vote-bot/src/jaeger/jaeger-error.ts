/** No answer, or none of Jaeger's; the message names the URL and says why. */
export class JaegerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "JaegerError";
  }
}
