import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { oneGet, runAgainst } from "../run/testing/run-against.ts";
import { serve } from "../testing/serve.ts";

/** The key and the certificate of web.test, which vouches for itself until 2126. */
const pem = readFileSync(new URL("testing/self-signed.pem", import.meta.url), "utf8");

/** Web behind TLS, gone at the end of the test, and the names that it was asked for: in TLS, and in the Host header. */
const serveTls = async () => {
  const names: { tls: unknown; host: string | undefined }[] = [];
  const server = createServer({ key: pem, cert: pem }, ({ socket, headers }, response) => {
    names.push({ tls: (socket as TLSSocket & { servername: unknown }).servername, host: headers.host });
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { names, port, target: new URL(`https://127.0.0.1:${port}`) };
};

const oneVisit = { REQUEST_RATE: "1", TTL: "10ms" };

/** Has this process trust web.test until the end of the test. */
const trustWeb = () => {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, pem]);
  onTestFinished(() => setDefaultCACertificates(before));
};

test("a certificate that nobody vouches for is refused, with what to do about it", async () => {
  const { target, names } = await serveTls();
  const run = await runAgainst(target, oneVisit);
  expect(run.recorder.errors()).toMatchObject([
    {
      type: "tls",
      count: 1,
      first: {
        reason:
          "TLS: self-signed certificate; trust its issuer with NODE_EXTRA_CA_CERTS=<file>, or any with TLS_VERIFY=off",
      },
    },
  ]);
  expect(run.hasConnected()).toBe(false);
  expect(names).toEqual([]);
});

test("with TLS_VERIFY=off any certificate will do", async () => {
  const { target, names, port } = await serveTls();
  const run = await runAgainst(target, { ...oneVisit, TLS_VERIFY: "off" });
  expect(run.recorder.requests()).toMatchObject({ sent: 1, ok: 1 });
  expect(names).toEqual([{ tls: false, host: `127.0.0.1:${port}` }]);
});

test("HOST_OVERRIDE is the name that TLS asks for and that the certificate must have", async () => {
  trustWeb();
  const { target, names } = await serveTls();
  const run = await runAgainst(target, { ...oneVisit, HOST_OVERRIDE: "web.test:8443" });
  expect(run.recorder.requests()).toMatchObject({ sent: 1, ok: 1 });
  expect(names).toEqual([{ tls: "web.test", host: "web.test:8443" }]);
  const other = await runAgainst(target, { ...oneVisit, HOST_OVERRIDE: "other.test" });
  expect(other.recorder.errors()).toMatchObject([{ type: "tls", count: 1 }]);
  expect(other.recorder.errors()[0]?.first.reason).toContain("Host: other.test. is not in the cert's altnames");
});

test("a target that speaks no TLS is told as such", async () => {
  const plain = await serve((_, response) => void response.end());
  const run = await runAgainst(new URL(`https://${plain.host}`), oneVisit, { scenario: oneGet });
  expect(run.recorder.errors()).toMatchObject([{ type: "tls", first: { reason: "TLS: wrong version number" } }]);
});
