import { statusCode } from "@emojivoto/shared/errors/status.ts";
import { tagNames, type Tags } from "../measure/measured.ts";
import { requestOutcomes } from "../measure/request-record.ts";
import { isOfRequests, type MetricName } from "./metric.ts";
import { noSuch } from "./no-such.ts";
import type { TagText } from "./split-threshold.ts";

type TagName = (typeof tagNames)[number];

const statusNames: readonly string[] = Object.keys(statusCode);

/** The tags, and everything that is wrong with them, a line each. `metric` is undefined where it is no metric. */
export function checkTags(
  texts: readonly TagText[],
  metric: MetricName | undefined,
): { readonly tags: Tags; readonly faults: readonly string[] } {
  const known = tagNamesOf(metric);
  const tags: Tags = {};
  const faults: string[] = [];
  for (const { name, value } of texts) {
    const tagName = known.find((candidate) => candidate === name);
    if (tagName === undefined) faults.push(noSuch(metric === undefined ? "tag" : `tag of ${metric}`, name, known));
    else if (tags[tagName] !== undefined) faults.push(`${name}: expected once, got twice`);
    else {
      const fault = faultOf(tagName, value, metric);
      if (fault !== undefined) faults.push(fault);
      tags[tagName] = value;
    }
  }
  return { tags, faults };
}

/** Visits have no method, no route and no status of their own, and those that did not end have no outcome. */
function tagNamesOf(metric: MetricName | undefined): readonly TagName[] {
  if (metric === undefined || isOfRequests(metric)) return tagNames;
  return metric === "dropped_visits" || metric === "dispatch_lag" ? ["scenario"] : ["scenario", "outcome"];
}

function faultOf(name: TagName, value: string, metric: MetricName | undefined): string | undefined {
  if (value === "") return `${name}: expected a value, got none`;
  if (name === "outcome" && !(requestOutcomes as readonly string[]).includes(value)) {
    return noSuch("outcome", value, requestOutcomes);
  }
  const isHttp = metric?.startsWith("http_") === true;
  if (isHttp && name === "method" && /[a-z]/.test(value)) {
    return `method: expected upper case, ${value.toUpperCase()}, got ${value}`;
  }
  if (name !== "status" || value === "none" || metric === undefined) return undefined;
  if (isHttp) {
    const isStatus = /^[1-5](?:\d\d|xx)$/.test(value);
    return isStatus ? undefined : `status: expected one like 503, 5xx or none, got ${value}`;
  }
  return statusNames.includes(value) ? undefined : noSuch("gRPC status", value, [...statusNames, "none"]);
}
