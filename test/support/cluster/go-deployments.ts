type GoDeployment = readonly [name: string, app: string, container: string];

const deployments: readonly GoDeployment[] = [
  ["web", "web-svc", "web-svc"],
  ["emoji", "emoji-svc", "emoji-svc"],
  ["voting", "voting-svc", "voting-svc"],
  ["vote-bot", "vote-bot", "vote-bot"],
];

/** The Deployments of the Go emojivoto in Linkerd's tutorials, as far as an upgrade in place depends on them. */
export const goDeployments = deployments.map(([name, app, container]) => {
  const labels = { app, version: "v11" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "emojivoto" },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: container, image: `docker.l5d.io/buoyantio/emojivoto-${name}:v11` }] },
      },
    },
  };
});
