import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { maxPayloadBytes, PayloadError, tooLarge } from "./payload-error.ts";

const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/** Reads a request's body and inflates it, neither beyond `maxPayloadBytes`; else it throws a PayloadError. */
export async function readPayload(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  const body = await readBody(request);
  if (encoding === "identity" || encoding === "") return body;
  const inflateBody = inflaters[encoding as keyof typeof inflaters];
  try {
    return await inflateBody(body, { maxOutputLength: maxPayloadBytes });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new PayloadError("INVALID_ARGUMENT", `expected a body in ${encoding}: ${message}`, { cause: error });
  }
}

/** Whether `readPayload` can inflate it. */
export function isKnownEncoding(encoding: string | undefined): boolean {
  return encoding === undefined || ["", "identity", ...Object.keys(inflaters)].includes(encoding);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"]) > maxPayloadBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // What is too large is still read to its end, by the caller, and thrown away.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxPayloadBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
