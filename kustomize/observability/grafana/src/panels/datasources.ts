/** The data sources that provisioning/datasources sets up, by what a panel says of them. */
export const datasources = {
  prometheus: { type: "prometheus", uid: "prometheus" },
  loki: { type: "loki", uid: "loki" },
  jaeger: { type: "jaeger", uid: "jaeger" },
} as const;
