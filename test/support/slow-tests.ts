/** Whether tests run that take many seconds of processor time each: `.ci/run` asks for them, a quick `npm test` not. */
export const slowTests = process.env["SLOW_TESTS"] === "on";
