import type { AdminRequest, AdminAnswer } from "@emojivoto/shared/http/admin-server.ts";
import type { Traffic } from "../run/traffic.ts";
import { isTrustedRequest } from "./is-trusted-request.ts";
import { parseChange } from "./parse-change.ts";

/** `/control` on the admin port: GET tells of the load, PUT `{"rate": 50, "paused": false}` changes it. */
export type Control = {
  attach(traffic: Traffic): void;
  detach(): void;
  /** Undefined for other paths. */
  answer(request: AdminRequest): Promise<AdminAnswer | undefined>;
};

const maxBodyBytes = 4_096;

/** The load that is controlled is attached once it runs. */
export function createControl(): Control {
  let traffic: Traffic | undefined;
  return {
    attach: (started) => {
      traffic = started;
    },
    detach: () => {
      traffic = undefined;
    },
    answer: async (request) => {
      if (request.path !== "/control") return undefined;
      if (!isTrustedRequest(request.headers)) {
        return fault(
          403,
          "requests with an Origin header, or for a Host that is a name other than localhost, are refused",
        );
      }
      if (traffic === undefined) return fault(409, "no run is under way");
      if (request.method === "GET") return json(200, stateOf(traffic));
      if (request.method !== "PUT") return { ...fault(405, "expected GET or PUT"), headers: { allow: "GET, PUT" } };
      const body = await request.text(maxBodyBytes);
      if (body === undefined) return fault(413, `expected at most ${maxBodyBytes} bytes`);
      const change = parseChange(body);
      if (typeof change === "string") return fault(400, change);
      if (change.rate !== undefined && !traffic.setRate(change.rate ?? undefined)) {
        return fault(409, "`rate`: the closed model has users instead of a rate");
      }
      if (change.paused !== undefined) traffic[change.paused ? "pause" : "resume"]();
      return json(200, stateOf(traffic));
    },
  };
}

function stateOf(traffic: Traffic) {
  return { paused: traffic.isPaused(), targetPerSecond: traffic.targetPerSecond() };
}

function json(status: number, body: unknown): AdminAnswer {
  return { status, type: "application/json", body: `${JSON.stringify(body)}\n` };
}

function fault(status: number, error: string): AdminAnswer {
  return json(status, { error });
}
