import type { z } from "zod";
import { VisitError } from "../visit-error.ts";
import type { WebAnswer } from "./web-request.ts";
import { describeStatus } from "./describe-status.ts";

/** The JSON body of a 200 that has the schema's form; `expected` names it for the VisitError of any other answer. */
export function parseAnswer<S extends z.ZodType>(answer: WebAnswer, schema: S, expected: string): z.output<S> {
  const { request, status, body } = answer;
  if (status !== 200) throw new VisitError(`${request} answered ${describeStatus(status)}`, { status });
  const result = schema.safeParse(parseJson(body));
  if (result.success) return result.data;
  throw new VisitError(`${request} answered something else than ${expected}`, { status });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
