import { readme } from "../readme/read-readme.ts";

/** A row of one of the README's tables of telemetry. */
export type Row = {
  /** The names in the first column. */
  readonly names: readonly string[];
  readonly cells: readonly string[];
};

export type Contract = {
  readonly spans: readonly Row[];
  readonly metrics: readonly Row[];
  readonly logFields: readonly Row[];
  readonly resourceAttributes: readonly string[];
};

export const allServices = ["web", "emoji", "voting", "vote-bot"];

/** Reads the tables of the README's section Telemetry. */
export function readContract(): Contract {
  const [, section = ""] = /^## Telemetry\n([\s\S]*?)^## /m.exec(readme) ?? [];
  return {
    spans: rowsBelow(section, "span"),
    metrics: rowsBelow(section, "metric"),
    logFields: rowsBelow(section, "log field"),
    resourceAttributes: rowsBelow(section, "resource attribute").flatMap(({ names }) => names),
  };
}

/** The services that a cell names; `all` for all four. */
export function servicesIn(cell = ""): string[] {
  return cell === "all" ? allServices : cell.split(", ");
}

/** The names in a cell: its code, with `{a,b}` written out. */
export function namesIn(cell = ""): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name = ""]) => writtenOut(name));
}

function writtenOut(name: string): string[] {
  const [all, before = "", alternatives, after = ""] = /^(.*?)\{([^}]*,[^}]*)\}(.*)$/.exec(name) ?? [];
  if (all === undefined || alternatives === undefined) return [name];
  return alternatives.split(",").flatMap((each) => writtenOut(`${before}${each}${after}`));
}

function rowsBelow(section: string, firstColumn: string): Row[] {
  const start = section.indexOf(`\n| ${firstColumn} |`);
  const [table = ""] = /(?:\|.*\n)+/.exec(section.slice(start)) ?? [];
  return table
    .split("\n")
    .slice(2, -1)
    .map((line) => {
      const cells = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { names: namesIn(cells[0]), cells };
    });
}
