import { expect, test } from "vitest";
import { tracePageUrl } from "./trace-page-url.ts";

test.each(["https://traces.example/jaeger/", "https://traces.example/jaeger"])("%s keeps its base path", (base) => {
  expect(tracePageUrl(new URL(base), "1a")).toBe("https://traces.example/jaeger/trace/1a");
});
