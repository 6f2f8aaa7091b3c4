import { expect, test } from "vitest";
import { requestAttributes } from "./request-attributes.ts";

const request = {
  method: "GET",
  scheme: "http",
  authority: "web-svc:80",
  target: "/api/vote?choice=:joy:",
  headers: [],
};

test("a request's attributes are texts, the query among them, and no header beyond the list", () => {
  const headers = [
    "User-Agent",
    "curl",
    "Content-Length",
    "3",
    "Content-Type",
    "text/plain",
    "Authorization",
    "secret",
  ];
  expect(Object.fromEntries(requestAttributes({ ...request, headers }))).toEqual({
    "http.request.method": "GET",
    "url.scheme": "http",
    "url.path": "/api/vote",
    "url.query": "choice=:joy:",
    "url.full": "http://web-svc:80/api/vote?choice=:joy:",
    "network.transport": "tcp",
    "server.address": "web-svc",
    "server.port": "80",
    "user_agent.original": "curl",
    "http.request.header.content-length": "3",
    "http.request.header.content-type": "text/plain",
  });
});

test.each([
  ["web-svc", { "server.address": "web-svc" }],
  ["[::1]:8080", { "server.address": "[::1]", "server.port": "8080" }],
  ["a:b@web:1", { "server.address": "web", "server.port": "1", "url.full": "http://web:1/" }],
])("the authority %s is told apart, without a user's name or password", (authority, expected) => {
  expect(Object.fromEntries(requestAttributes({ ...request, target: "/", authority }))).toMatchObject(expected);
});

test("the name that the caller used goes before the proxy's own", () => {
  const attributes = Object.fromEntries(requestAttributes({ ...request, headers: ["X-Forwarded-Host", "shop:443"] }));
  expect(attributes).toMatchObject({ "server.address": "shop", "server.port": "443" });
});
