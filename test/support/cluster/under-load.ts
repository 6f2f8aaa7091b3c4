import type { Report } from "@emojivoto/vote-bot/report/report.ts";
import { runLoad } from "../load/run-load.ts";
import { serviceUrl } from "./service-url.ts";

/** Loads of web from this machine, one for each list of flags, until the work is done; what became of each. */
export async function underLoad(loads: readonly (readonly string[])[], work: () => Promise<void>): Promise<Report[]> {
  const target = await serviceUrl("web-svc");
  const runs = loads.map((flags) => runLoad(["--target", target, "--doughnut=0", ...flags]));
  try {
    await work();
  } finally {
    await Promise.all(runs.map(({ bot }) => bot.stop()));
  }
  return await Promise.all(runs.map(({ report }) => report));
}
