import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { createDashboard } from "../panels/create-dashboard.ts";
import { labelVariable, serviceVariable } from "../panels/label-variable.ts";
import { meshRow } from "./golden-signals/mesh-row.ts";
import { saturationRow } from "./golden-signals/saturation-row.ts";
import { servicesRow } from "./golden-signals/services-row.ts";
import { upstreamsRow } from "./golden-signals/upstreams-row.ts";

export const goldenSignals = (): Dashboard =>
  createDashboard({
    uid: "emojivoto-golden-signals",
    title: "Golden signals",
    description: "Rate, errors, latency and saturation of each service, and of web's calls by upstream and route.",
    refresh: "5s",
    variables: [
      serviceVariable(),
      labelVariable("upstream", 'rpc_client_call_duration_seconds_count{service="web"}', "server_address"),
    ],
    rows: [servicesRow(), saturationRow(), upstreamsRow(), meshRow()],
  });
