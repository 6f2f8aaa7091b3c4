import http from "k6/http";

const { TARGET, RATE, DURATION } = __ENV;

export const options = {
  scenarios: {
    constant: {
      executor: "constant-arrival-rate",
      rate: Number(RATE),
      timeUnit: "1s",
      duration: DURATION,
      preAllocatedVUs: 200,
      maxVUs: 2000,
    },
  },
  summaryTrendStats: ["count", "med", "p(90)", "p(99)", "max"],
  discardResponseBodies: true,
};

export default function visit() {
  http.get(`http://${TARGET}/`);
}
