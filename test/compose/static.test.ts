import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { configSchema as startSchema } from "@emojivoto/local/config.ts";
import { describe, expect, test } from "vitest";
import {
  type ComposeService,
  composeFiles,
  readComposeFile,
  readComposeText,
  root,
} from "../support/compose/read-compose-file.ts";
import { version } from "../support/compose/image-of.ts";

const main = readComposeFile("docker-compose.yml");
const mesh = readComposeFile("docker-compose.mesh.yml");

/** Those that a file makes; what docker-compose.mesh.yml only adds to is in the other. */
const services = [...Object.entries(main.services), ...Object.entries(mesh.services)].filter(
  ([, { image }]) => image !== undefined,
);
const ours = services.filter(([, { image }]) => image!.startsWith("emojivoto-"));
const foreign = services.filter(([, { image }]) => !image!.startsWith("emojivoto-"));
const mountsOf = ({ volumes = [] }: ComposeService) => volumes.filter((volume) => typeof volume === "string");

describe.each(services)("%s", (_name, service) => {
  test("can do no more than it needs", () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
    expect(service.pids_limit).toBeLessThanOrEqual(200);
    expect(service.mem_limit).toMatch(/^\d+m$/);
  });

  test("mounts what is there, and nothing of this machine for writing", () => {
    for (const mount of mountsOf(service).filter((each) => each.startsWith("."))) {
      const [source = "", , mode] = mount.split(":");
      expect(existsSync(join(root, source)), mount).toBe(true);
      expect(mode, mount).toBe("ro");
    }
  });

  test("publishes ports to this machine alone, each to be moved by a variable", () => {
    const text = readComposeText("docker-compose.yml");
    for (const port of service.ports ?? []) {
      const [host, published, container] = port.split(":");
      expect(host).toBe("127.0.0.1");
      expect(text).toMatch(
        new RegExp(String.raw`"\$\{HOST_ADDRESS:-127\.0\.0\.1\}:\$\{\w+_PORT:-${published}\}:${container}"`),
      );
    }
  });
});

test.each(ours)("%s of ours has its share of the processor, room in /tmp, and time to stop", (_name, service) => {
  expect(service).toMatchObject({ cpus: 1, tmpfs: ["/tmp"] });
  // The longest stop is vote-bot's: ten seconds for its last requests and two for its report.
  expect(Number(/^(\d+)s$/.exec(service.stop_grace_period!)?.[1])).toBeGreaterThan(12);
});

test.each(ours)("the image of %s is of this version", (_name, { image }) => {
  expect(image?.split(":")[1]).toBe(version);
  expect(readFileSync(join(root, "services/Dockerfile"), "utf8")).toMatch(new RegExp(`^ARG VERSION=${version}$`, "m"));
});

test.each(foreign)("the image of %s is of an exact version", (_name, { image }) => {
  expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+\.\d+$/);
});

test("the published ports are upstream's, and those of npm start where it has them too", () => {
  const defaults = [...readComposeText("docker-compose.yml").matchAll(/\$\{(\w+_PORT):-(\d+)\}/g)];
  const portOf = new Map(defaults.map(([, name, port]) => [name!, Number(port)]));
  expect(Object.fromEntries(portOf)).toMatchObject({ WEB_PORT: 8080, EMOJI_PORT: 8081, VOTING_PORT: 8082 });
  for (const [name, variable] of Object.entries(startSchema.shape)) {
    const port = portOf.get(name);
    if (port !== undefined) expect(String(port), name).toBe(variable.meta()?.["fallback"]);
  }
  expect(new Set(portOf.values()).size).toBe(portOf.size);
});

test("without a profile there are the app and Jaeger", () => {
  const inProfile = Map.groupBy(Object.entries(main.services), ([, { profiles }]) => profiles?.join() ?? "");
  const names = Array.from(inProfile, ([profile, each]) => [profile, new Set(each.map(([name]) => name))]);
  expect(Object.fromEntries(names)).toEqual({
    "": new Set(["web", "emoji", "voting", "vote-bot", "credentials", "jaeger"]),
    observability: new Set(["prometheus", "grafana", "loki"]),
    load: new Set(["load"]),
    doctor: new Set(["doctor"]),
  });
});

const readers = {
  "web-credentials": ["web"],
  "backend-credentials": ["emoji", "voting"],
  "vote-bot-credentials": ["vote-bot", "load", "doctor"],
  "mesh-credentials": ["web-proxy", "emoji-proxy", "voting-proxy", "vote-bot-proxy"],
};

test.each(Object.entries(readers))("%s are read by %j alone, and written by credentials alone", (volume, names) => {
  const all = [...Object.entries(main.services), ...Object.entries(mesh.services)];
  const mounts = all.flatMap(([name, service]) =>
    mountsOf(service)
      .filter((mount) => mount.startsWith(`${volume}:`))
      .map((mount) => `${name} ${mount.slice(volume.length)}`),
  );
  const [, path] = mounts.find((mount) => mount.startsWith("credentials "))!.split(" ");
  expect(new Set(mounts)).toEqual(new Set([`credentials ${path}`, ...names.map((name) => `${name} ${path}:ro`)]));
});

test("every volume that is mounted is declared, and every one that is declared is mounted", () => {
  const mounted = services.flatMap(([, service]) => mountsOf(service).map((mount) => mount.split(":")[0]!));
  const declared = [...Object.keys(main.volumes), ...Object.keys(mesh.volumes)];
  expect(new Set(declared)).toEqual(new Set(mounted.filter((source) => !source.startsWith("."))));
});

describe.each(composeFiles)("%s", (file) => {
  test("has nothing that docker-compose 1.29 does not know", () => {
    const keys = Object.keys(readComposeFile(file)).filter((key) => !key.startsWith("x-"));
    expect(new Set(keys)).toEqual(new Set(["services", "volumes"]));
    expect(readComposeText(file)).not.toMatch(
      /!reset|!override|^\s*(?:develop|configs|start_interval|include|attach):/m,
    );
    for (const [name, { depends_on: needs }] of Object.entries(readComposeFile(file).services)) {
      for (const need of Object.values(Array.isArray(needs) ? {} : (needs ?? {}))) {
        expect(Object.keys(need), name).toEqual(["condition"]);
      }
    }
  });

  test("has no secret in it: files hold them", () => {
    expect(readComposeText(file)).not.toContain("-----BEGIN");
    const values = Object.values(readComposeFile(file).services).flatMap(({ environment = {} }) =>
      Object.entries(environment),
    );
    for (const [name, value] of values) {
      if (/SECRET|KEY|TOKEN|PASSWORD|CREDENTIAL/.test(name)) expect(name).toMatch(/_FILE$/);
      if (name.endsWith("_FILE")) expect(value, name).toMatch(/^\/credentials\//);
      else expect(value, name).not.toMatch(/^[\w+/=-]{20,}$/);
    }
  });
});
