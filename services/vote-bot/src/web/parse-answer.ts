import { parseJson } from "@emojivoto/shared/json/parse-json.ts";
import type { z } from "zod";
import { VisitError } from "../run/visit-error.ts";
import { describeStatus } from "./describe-status.ts";
import type { WebAnswer } from "./web-request.ts";

/** Reads the JSON body of a 200 that has the schema's form; `expected` names it for the VisitError of any other answer. */
export function parseAnswer<S extends z.ZodType>(schema: S, expected: string): (answer: WebAnswer) => z.output<S> {
  return ({ request, status, body }) => {
    const unexpected = (what: string) =>
      new VisitError(`${request} ${what}`, { errorType: "unexpected_answer", status });
    if (status !== 200) throw unexpected(`answered ${describeStatus(status)}`);
    const result = schema.safeParse(parseJson(body));
    if (result.success) return result.data;
    throw unexpected(`answered something else than ${expected}`);
  };
}
