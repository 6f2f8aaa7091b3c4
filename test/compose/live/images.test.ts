import { mkdirSync, writeFileSync, copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { root } from "../../support/compose/read-compose-file.ts";
import { composeTests, docker } from "../../support/compose/run-docker.ts";
import { useComposition } from "../../support/compose/use-composition.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { imageOf, version } from "../../support/compose/image-of.ts";

type Image = {
  readonly Size: number;
  readonly Config: {
    readonly User: string;
    readonly Cmd: readonly string[];
    readonly Healthcheck: { readonly Test: readonly string[] };
    readonly Labels: Readonly<Record<string, string>>;
  };
};

const megabyte = 1e6;
const names = ["web", "emoji", "voting", "vote-bot", "local"];

describe.skipIf(!composeTests)("images (COMPOSE_TESTS=on, with an engine)", () => {
  useComposition("images");
  let baseSize: number;

  beforeAll(async () => {
    baseSize = (await inspect("node:24-slim")).Size;
  });

  test.each(names)("of %s adds little to its base", async (name) => {
    const added = ((await inspect(imageOf(name))).Size - baseSize) / megabyte;
    const [kilobytes] = (await inside(imageOf(name), "du", "-sk", "/app/node_modules")).split("\t");
    const dependencies = (Number(kilobytes) * 1_024) / megabyte;
    console.log(
      `emojivoto-${name}: ${added.toFixed(1)} MB over the base, ${dependencies.toFixed(1)} MB of node_modules`,
    );
    expect(added).toBeLessThanOrEqual(130);
    expect(dependencies).toBeLessThanOrEqual(60);
  });

  test.each(names)("of %s runs as its own user, gets SIGTERM, knows its health and says what it is", async (name) => {
    const { User, Cmd, Healthcheck, Labels } = (await inspect(imageOf(name))).Config;
    expect(User).toBe("1000:1000");
    expect(Cmd).toEqual(["node", "/app/main.ts"]);
    expect(Healthcheck.Test).toEqual(["CMD", "is-ready"]);
    expect(Labels).toMatchObject({
      "org.opencontainers.image.title": `emojivoto-${name}`,
      "org.opencontainers.image.version": version,
      "org.opencontainers.image.licenses": "Apache-2.0",
      "org.opencontainers.image.base.name": "node:24-slim",
    });
  });

  test.each(names)("of %s has no tests, no data and no tools for building in it", async (name) => {
    const files = (await inside(imageOf(name), "find", "/app", "-path", "/app/cache", "-prune", "-o", "-print")).split(
      "\n",
    );
    const own = files.filter((file) => !file.includes("/node_modules/"));
    expect(own.some((file) => file.endsWith("/main.ts"))).toBe(true);
    expect(own.filter((file) => /\.test\.ts$|\/testing(?:\/|$)|\.data|\.pem$|\.tsbuildinfo$|\.env/.test(file))).toEqual(
      [],
    );
    expect(files.filter((file) => /\/node_modules\/(?:typescript|vitest|oxlint|rolldown)$/.test(file))).toEqual([]);
  });

  test("no secret is sent to the engine, wherever it lies", async () => {
    const folder = temporaryFolder();
    const put = (file: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), file);
    };
    const wanted = ["package.json", "pnpm-lock.yaml", "proto/voting.proto", "services/web/src/main.ts"];
    const unwanted = [
      ".data/jwt-private.pem",
      ".env",
      ".git/config",
      "node_modules/a/index.js",
      "services/voting/.data/votes.db",
      "services/web/node_modules/a/index.js",
      "services/web/src/app.test.ts",
      "services/web/src/testing/serve.ts",
      "services/web/dist/main.js",
      "id_rsa",
    ];
    for (const file of [...wanted, ...unwanted]) put(file);
    copyFileSync(join(root, ".dockerignore"), join(folder, ".dockerignore"));
    writeFileSync(join(folder, "services/Dockerfile"), "FROM node:24-slim\nCOPY . /context\n");
    const image = await docker("build", "--quiet", "--file", join(folder, "services/Dockerfile"), folder);
    const sent = (await inside(image, "find", "/context", "-type", "f", "-printf", "%P\n")).split("\n");
    await docker("image", "rm", "--no-prune", image);
    expect(new Set(sent)).toEqual(new Set(wanted));
  });
});

async function inspect(image: string): Promise<Image> {
  return (JSON.parse(await docker("image", "inspect", image)) as Image[])[0]!;
}

/** What a program prints that is run in an image. */
function inside(image: string, program: string, ...args: string[]): Promise<string> {
  return docker("run", "--rm", "--network=none", "--entrypoint", program, image, ...args);
}
