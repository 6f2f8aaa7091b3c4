import { printable } from "../../terminal/printable.ts";
import type { Section } from "./look.ts";
import { wrapAfter } from "./wrap.ts";

/** What makes a number less than it seems; last, where the eye is when the report has scrolled by. */
export const warningLines: Section = ({ warnings }, { columns, paint }) =>
  warnings.flatMap((warning) =>
    wrapAfter("⚠ warning: ", printable(warning), columns).map((line) => paint("yellow", line)),
  );
