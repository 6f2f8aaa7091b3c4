/** What an aggregate's value is in: milliseconds, a number, a number a second, or a share from 0 to 1. */
export type Quantity = {
  /** Of a limit, for people. */
  readonly expected: string;
  /** Undefined for what is no such limit. */
  parse(text: string): number | undefined;
  /** With its unit, and that many digits after the point at most. */
  describe(value: number, digits: number): string;
  /** The digits after the point that a value is usually told with, in the unit that `describe` uses. */
  readonly usualDigits: number;
};

const unitMs: Readonly<Record<string, number>> = { s: 1_000, ms: 1, "": 1, us: 0.001, µs: 0.001 };

/** A bare number is in milliseconds. */
export const time: Quantity = {
  expected: "a time like 250ms, 1.5s or 800us",
  parse: (text) => {
    const { value, unit } = readNumber(text);
    const scale = unitMs[unit];
    return scale === undefined ? undefined : value * scale;
  },
  describe: (valueMs, digits) => `${rounded(valueMs, digits)} ms`,
  usualDigits: 1,
};

export const count: Quantity = {
  expected: "a number like 1000",
  parse: (text) => {
    const { value, unit } = readNumber(text);
    return unit === "" ? value : undefined;
  },
  describe: (value, digits) => rounded(value, digits),
  usualDigits: 0,
};

export const perSecond: Quantity = {
  expected: "a rate like 95 or 95/s",
  parse: (text) => {
    const { value, unit } = readNumber(text);
    return unit === "" || unit === "/s" ? value : undefined;
  },
  describe: (value, digits) => `${rounded(value, digits)}/s`,
  usualDigits: 1,
};

export const share: Quantity = {
  expected: "a share like 1% or 0.01",
  parse: (text) => {
    const { value, unit } = readNumber(text);
    if (unit === "%") return value <= 100 ? value / 100 : undefined;
    // A bare 1 is more likely meant as 1 % than as 100 %.
    return unit === "" && value < 1 ? value : undefined;
  },
  describe: (portion, digits) => `${rounded(portion * 100, digits)} %`,
  usualDigits: 2,
};

/** A number and what follows it; NaN where there is none. */
function readNumber(text: string): { readonly value: number; readonly unit: string } {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?|\.\d+)\s*(\D*)$/.exec(text) ?? [];
  return number === undefined ? { value: NaN, unit: "none" } : { value: Number(number), unit };
}

function rounded(value: number, digits: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}
