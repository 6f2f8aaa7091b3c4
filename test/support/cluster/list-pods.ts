import { ofApp } from "./of-app.ts";

/** A pod, as far as tests look at it. */
export type Pod = {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly containerStatuses: readonly {
      readonly restartCount: number;
      /** How the container before this one ended; empty where this is the first. */
      readonly lastState: object;
    }[];
  };
};

/** The pods of the app, those that are ending too. */
export async function listPods(...selection: string[]): Promise<Pod[]> {
  return (JSON.parse(await ofApp("get", "pods", ...selection, "-o", "json")) as { items: Pod[] }).items;
}
