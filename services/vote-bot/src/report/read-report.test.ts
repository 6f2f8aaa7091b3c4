import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readReport } from "./read-report.ts";
import { emptyReport, stallReport } from "./testing/hand-made-report.ts";
import { toJson } from "./to-json.ts";

async function save(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "run.json");
  await writeFile(path, text);
  return path;
}

test.each([emptyReport, stallReport])("a saved run is read again as it was", async (report) => {
  expect(await readReport(await save(toJson(report)))).toEqual(report);
});

test("a file that is not there is named", async () => {
  await expect(readReport("/no/such/run.json")).rejects.toThrow(
    "/no/such/run.json: cannot be read: there is no such file or folder",
  );
});

test.each([
  ["cut off", toJson(stallReport).slice(0, 1_000), /run\.json: expected a run saved by --out json=…, got a file that/],
  ["something else", "[1, 2]", /got a document without one/],
  ["of another version", '{"schema":"emojivoto.load-report/v2"}', /load-report\/v1`, got `emojivoto\.load-report\/v2`/],
  [
    "of wrong counts",
    toJson({ ...stallReport, visits: { ...stallReport.visits, planned: -1 } }),
    /run\.json: visits\.planned: Too small/,
  ],
])("a file that is %s is refused with the fault", async (_, text, fault) => {
  await expect(readReport(await save(text))).rejects.toThrow(fault);
});

test("many faults are cut short", async () => {
  const faults = await readReport(await save('{"schema":"emojivoto.load-report/v1"}')).catch((error) =>
    (error as Error).message.split("\n"),
  );
  expect(faults).toHaveLength(6);
  expect((faults as string[])[5]).toMatch(/and \d+ more faults$/);
});
