import { type Server, ServerCredentials } from "@grpc/grpc-js";

/** Makes a gRPC server listen, plain h2c; resolves to the port, rejects with Node's error (EADDRINUSE, EACCES, …). */
export function bindServer(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, boundPort) => {
      if (error) reject(withPort(error, host, port));
      else resolve(boundPort);
    });
  });
}

/** grpc-js tells a failed bind in prose; this gives it Node's fields, as a failed `listen` of HTTP has them. */
function withPort(error: Error, address: string, port: number): Error {
  const code = /EADDRINUSE|EACCES/.exec(error.message)?.[0];
  return Object.assign(error, { address, port }, code && { code });
}
