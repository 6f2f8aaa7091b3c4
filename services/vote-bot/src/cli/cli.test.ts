import { expect, test } from "vitest";
import { loadOf } from "../run/load.ts";
import { parseCommandLine, readSettings } from "./cli.ts";
import { runCommand } from "./run-command.ts";

const settings = (args: string[], env: Record<string, string> = {}) =>
  readSettings(runCommand, parseCommandLine(args, runCommand), env);

const faultsOf = (args: string[], env: Record<string, string> = {}): string[] => {
  try {
    settings(args, env);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
};

test("with nothing set it visits localhost:8080 once a second for ever", () => {
  const config = settings([]);
  expect(config.WEB_HOST.href).toBe("http://localhost:8080/");
  expect(loadOf(config).description).toBe("constant 1/s without an end, evenly spaced");
  expect(config).toMatchObject({
    TTL: 0,
    DOUGHNUT: 0.15,
    REQUEST_TIMEOUT: 10_000,
    MAX_IN_FLIGHT: 1_000,
  });
  expect(config.SCENARIO).toEqual([{ name: "classic", weight: 1 }]);
});

test("what would be without effect is a fault, under the name it was given by, even with the default's value", () => {
  expect(faultsOf(["--vus", "1", "--stages", "1s:5", "--duration", "5s"], { REQUEST_RATE: "1" })).toEqual([
    expect.stringMatching(/^--duration: expected none beside stages/),
    expect.stringMatching(/^REQUEST_RATE: expected none beside stages/),
    expect.stringMatching(/^--vus: expected none in the open model/),
  ]);
});

test("a flag beats its variable, which beats the default", () => {
  const config = settings(["run", "--rate", "0.5", "--target=web:80"], {
    REQUEST_RATE: "7",
    WEB_HOST: "other",
    TTL: "60",
  });
  expect(config.REQUEST_RATE).toBe(0.5);
  expect(config.WEB_HOST.href).toBe("http://web/");
  expect(config.TTL).toBe(60_000);
});

test("a run without a seed gets one of its own", () => {
  expect(settings([]).SEED).not.toBe(settings([]).SEED);
  expect(settings(["--seed", "spring"]).SEED).toBe("spring");
});

test("every fault is told, under the name the value was given by", () => {
  const args = ["go", "--rate", "-5", "--speed", "9", "--seed=", "--timeout", "5x", "--scenario", "auth"];
  expect(faultsOf(args, { WEB_HOST: "ftp://x", PROM_PORT: "99999" })).toEqual([
    "expected `run`, `doctor`, `report` or no command, got `go`",
    "--speed: no such flag; --help lists them",
    "expected `run`, `doctor`, `report` or no command, got `9`",
    "--seed: expected a value, got none",
    expect.stringMatching(/^WEB_HOST: expected .*, got `ftp:\/\/x`$/),
    expect.stringMatching(/^--rate: expected a number .*, got `-5`$/),
    expect.stringMatching(/^--timeout: expected a duration .*, got `5x`$/),
    expect.stringMatching(/^PROM_PORT: expected a port .*, got `99999`$/),
    expect.stringMatching(/^APP_KEY: .* set APP_KEY, APP_KEY_FILE or --app-key$/),
    expect.stringMatching(/^APP_SECRET_FILE: .* set APP_SECRET_FILE or --app-secret-file$/),
  ]);
});

test("a timeout of 0, which no visit could meet, is a fault", () => {
  expect(faultsOf(["--timeout", "0"])).toEqual(["--timeout: expected a duration above 0, got `0`"]);
});

test("scenario auth needs a key and a secret; classic needs neither", () => {
  expect(faultsOf(["--scenario", "classic=3,auth=1"])).toHaveLength(2);
  expect(faultsOf(["--scenario", "auth", "--app-key", "k", "--app-secret-file", "/s"])).toEqual([]);
  expect(faultsOf(["--scenario", "auth"], { APP_KEY_FILE: "/k", APP_SECRET_FILE: "/s" })).toEqual([]);
  expect(faultsOf(["--scenario", "classic"])).toEqual([]);
});

test("--help is seen wherever it stands", () => {
  expect(parseCommandLine(["run", "--rate", "5", "-h"], runCommand).wantsHelp).toBe(true);
  expect(parseCommandLine(["run", "--rate", "5"], runCommand).wantsHelp).toBe(false);
});

test("a flag that may be repeated has a value for each time, and takes the place of the variable", () => {
  const limits = ["http_req_failed:rate<1%", "http_req_duration:p(99)<250ms"];
  const args = limits.flatMap((limit) => ["--threshold", limit]);
  const config = settings([...args, "--out=json=a.json", "--out", "junit=b.xml"], { THRESHOLDS: "visits:count>1" });
  expect(config.THRESHOLDS?.map(({ source }) => source)).toEqual(limits);
  expect(config.OUT).toEqual([
    { format: "json", path: "a.json" },
    { format: "junit", path: "b.xml" },
  ]);
  expect(settings([], { THRESHOLDS: limits.join("\n") }).THRESHOLDS).toHaveLength(2);
});

test("every value of a repeated flag is checked", () => {
  expect(faultsOf(["--out", "csv=a", "--threshold", "speed<9", "--out", "json="])).toEqual([
    expect.stringMatching(/^--threshold: .*speed/),
    expect.stringMatching(/^--out: expected .*, got `csv=a`$/),
    expect.stringMatching(/^--out: expected .*, got `json=`$/),
  ]);
});

test("of a flag that is given twice and takes one value the last counts", () => {
  expect(settings(["--rate", "5", "--rate", "7"]).REQUEST_RATE).toBe(7);
});

test("a flag that turns something on takes no value", () => {
  expect(settings(["--dry-run", "--insecure-skip-tls-verify"])).toMatchObject({ DRY_RUN: true, TLS_VERIFY: false });
  expect(faultsOf(["--control=yes"])).toEqual(["--control: expected no value, got `yes`"]);
});
