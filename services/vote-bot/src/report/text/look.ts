import type { Paint } from "../../terminal/paint.ts";
import type { Report } from "../report.ts";

/** What the report is printed on. */
export type Look = { readonly columns: number; readonly paint: Paint };

/** A part of the printed report, line by line; none when it has nothing to say. */
export type Section = (report: Report, look: Look) => string[];
