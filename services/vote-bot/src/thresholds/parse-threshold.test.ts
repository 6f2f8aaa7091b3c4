import { expect, test } from "vitest";
import { faultsOfThreshold, parseThreshold } from "./parse-threshold.ts";

test.each([
  ["http_req_duration{route:/api/vote}:p(99)<250ms", "http_req_duration", { route: "/api/vote" }],
  [" visits { scenario : auth , outcome : ok } : count >= 10 ", "visits", { scenario: "auth", outcome: "ok" }],
  [`http_reqs{route:"/api/v1/emojis/{shortcode}"}:rate>9.5/s`, "http_reqs", { route: "/api/v1/emojis/{shortcode}" }],
  [`http_reqs{route:'/say/"a, b"',method:GET}:count>1`, "http_reqs", { route: '/say/"a, b"', method: "GET" }],
  ["http_reqs{route:/a b?c:d=<1>'s{x,status:none}:count>1", "http_reqs", { route: "/a b?c:d=<1>'s{x", status: "none" }],
  ["http_req_failed{status:5xx}:rate<1%", "http_req_failed", { status: "5xx" }],
  ["http_req_failed{status:503}:rate<0.01", "http_req_failed", { status: "503" }],
  [
    "grpc_req_duration{status:UNAVAILABLE,method:bidi}:p( 99.9 )<=1.5 s",
    "grpc_req_duration",
    { status: "UNAVAILABLE", method: "bidi" },
  ],
  ["dispatch_lag:p(100)==800us", "dispatch_lag", {}],
])("`%s` is a threshold", (source, metric, tags) => {
  expect(faultsOfThreshold(source)).toEqual([]);
  expect(parseThreshold(source)).toMatchObject({ source, metric, tags });
});

test.each([
  ["http_req_duraton:p(99)<1", "http_req_duraton: no such metric; did you mean http_req_duration?"],
  ["http_reqs{rout:/}:count>1", "rout: no such tag of http_reqs; did you mean route?"],
  ["visits{route:/}:count>1", "route: no such tag of visits; expected scenario or outcome"],
  ["dropped_visits{outcome:ok}:count<1", "outcome: no such tag of dropped_visits; expected scenario"],
  ["http_reqs{route:/,route:/b}:count>1", "route: expected once, got twice"],
  ["http_reqs{route:}:count>1", "route: expected a value, got none"],
  ["http_reqs{outcome:failed}:count>1", "failed: no such outcome; expected ok, expected, error, timeout or aborted"],
  ["http_reqs{method:get}:count>1", "method: expected upper case, GET, got get"],
  ["http_reqs{status:600}:count>1", "status: expected one like 503, 5xx or none, got 600"],
  ["grpc_reqs{status:UNAVAILIBLE}:count>1", "UNAVAILIBLE: no such gRPC status; did you mean UNAVAILABLE?"],
  ["http_req_duration:p99<1", "p99: expected a percentile above p(0) and up to p(100), written like p(99.9)"],
  ["http_req_duration:p(0)<1", "p(0): expected a percentile above p(0) and up to p(100), written like p(99.9)"],
  ["http_req_duration:p(100.1)<1", "p(100.1): expected a percentile above p(0) and up to p(100), written like p(99.9)"],
  ["http_req_duration:count<1", "count: no such aggregate of http_req_duration; expected p(99), med, avg, min or max"],
  [
    "http_req_duration:toString<1",
    "toString: no such aggregate of http_req_duration; expected p(99), med, avg, min or max",
  ],
  ["http_reqs:p(99)<1", "p(99): no such aggregate of http_reqs; expected count or rate"],
  ["http_req_failed:rat<1", "rat: no such aggregate of http_req_failed; did you mean rate?"],
  ["http_req_failed:<1", "``: no such aggregate of http_req_failed; expected rate"],
  ["http_req_duration:med=<1", "=<: no such operator; expected <, <=, >, >= or =="],
  ["http_req_duration:med!=1", "!=: no such operator; expected <, <=, >, >= or =="],
  ["http_req_duration:med<", "med: expected a time like 250ms, 1.5s or 800us, got none"],
  ["http_req_duration:med<-1", "med: expected a time like 250ms, 1.5s or 800us, got `-1`"],
  ["http_req_duration:med<1h", "med: expected a time like 250ms, 1.5s or 800us, got `1h`"],
  ["http_req_duration:med<1 && max<2", "med: expected a time like 250ms, 1.5s or 800us, got `1 && max<2`"],
  ["http_reqs:count>1k", "count: expected a number like 1000, got `1k`"],
  ["http_reqs:rate>1/m", "rate: expected a rate like 95 or 95/s, got `1/m`"],
  ["http_req_failed:rate<5", "rate: expected a share like 1% or 0.01, got `5`"],
  ["http_req_failed:rate<1", "rate: expected a share like 1% or 0.01, got `1`"],
  ["http_req_failed:rate<101%", "rate: expected a share like 1% or 0.01, got `101%`"],
  [
    "http_reqs{route:/api/{x}}:count>1",
    "expected a condition after the tags, got `}:count>1`; quote a value that holds `}`",
  ],
  [
    "http_reqs{}:count>1",
    "expected tag:value and then `,` or `}`, got `}:count>1`; quote a value that holds one of these, or a quote",
  ],
  [
    "http_reqs:count",
    "expected metric:aggregate<limit like http_req_duration{route:/api/vote}:p(99)<250ms, got `http_reqs:count`",
  ],
  [
    "http_reqs count>1",
    "expected metric:aggregate<limit like http_req_duration{route:/api/vote}:p(99)<250ms, got `http_reqs count>1`",
  ],
])("`%s` is none, because of %s", (source, fault) => {
  expect(faultsOfThreshold(source)).toEqual([fault]);
  expect(parseThreshold(source)).toBeUndefined();
});

test.each([
  "",
  "   ",
  "{",
  ":",
  "http_reqs",
  "http_reqs{",
  "http_reqs{route",
  `http_reqs{route:"/}:count>1`,
  "<1",
  "\n",
])("`%s` is no threshold and says what one looks like", (source) => {
  expect(parseThreshold(source)).toBeUndefined();
  expect(faultsOfThreshold(source)).toEqual([expect.stringContaining("expected ")]);
});

test("what is far too long is told to be no threshold in no time", () => {
  const beganMs = performance.now();
  for (const filler of [" ", "x", "{", '"', "a:b,", "<", ":"]) {
    expect(parseThreshold(`http_reqs{route:${filler.repeat(20_000)}`)).toBeUndefined();
    expect(parseThreshold(`http_reqs:${filler.repeat(20_000)}`)).toBeUndefined();
  }
  expect(performance.now() - beganMs).toBeLessThan(2_000);
});

test("all faults are told at once", () => {
  expect(faultsOfThreshold("http_req_duratoin{rout:/,outcome:bad}:p(99)=1")).toEqual([
    "http_req_duratoin: no such metric; did you mean http_req_duration?",
    "rout: no such tag; did you mean route?",
    "bad: no such outcome; expected ok, expected, error, timeout or aborted",
    "=: no such operator; expected <, <=, >, >= or ==",
  ]);
});
