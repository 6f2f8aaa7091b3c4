import { connect } from "node:net";

const host = "127.0.0.1";
/** OTLP over gRPC. */
const otlpPort = 4317;
const timeoutMs = 1_000;

/**
 * What to add to the environment of a program that runs beside `npm start`: the OTLP endpoint there, where none is
 * set and something listens.
 */
export async function localReceiver(
  env: Record<string, string | undefined>,
  port = otlpPort,
): Promise<Record<string, string>> {
  const isSet = env["OTEL_EXPORTER_OTLP_ENDPOINT"] || env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
  return isSet || !(await isListening(port)) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:${port}` };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (listens: boolean) => {
      socket.destroy();
      resolve(listens);
    };
    socket.once("connect", () => end(true));
    for (const failure of ["error", "timeout"]) socket.once(failure, () => end(false));
  });
}
