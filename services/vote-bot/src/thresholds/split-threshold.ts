/** The pieces of a threshold as they are written, none of them looked at. */
export type ThresholdText = {
  readonly metric: string;
  readonly tags: readonly TagText[];
  readonly aggregate: string;
  readonly operator: string;
  readonly limit: string;
};

export type TagText = { readonly name: string; readonly value: string };

/** One tag and what follows it; the value in quotes, or anything up to the next `,` or `}`. */
const tag = /\s*([^\s:,{}]+)\s*:(?:\s*"([^"]*)"\s*|\s*'([^']*)'\s*|(?!\s*["'])([^,}]*))([,}])/y;
const condition = /^:([^<>=!]*)([<>=!]+)(.*)$/;

/** Splits it; a string says where it cannot be split. */
export function splitThreshold(source: string): ThresholdText | string {
  const [head = "", metric = ""] = /^\s*(\w*)\s*/.exec(source) ?? [];
  const tags: TagText[] = [];
  let at = head.length;
  if (source[at] === "{") {
    at += 1;
    for (let end = ""; end !== "}";) {
      tag.lastIndex = at;
      const [text = "", name, double, single, bare = "", separator] = tag.exec(source) ?? [];
      if (name === undefined || separator === undefined) return tagFault(source.slice(at));
      tags.push({ name, value: double ?? single ?? bare.trim() });
      at += text.length;
      end = separator;
    }
  }
  const rest = source.slice(at).trim();
  const [, aggregate, operator, limit] = condition.exec(rest) ?? [];
  if (metric === "" || aggregate === undefined || operator === undefined || limit === undefined) {
    return tags.length > 0 && rest.includes("}") ? braceFault(rest) : formFault(source);
  }
  return { metric, tags, aggregate: aggregate.trim(), operator, limit: limit.trim() };
}

function formFault(source: string): string {
  const form = "metric:aggregate<limit like http_req_duration{route:/api/vote}:p(99)<250ms";
  return `expected ${form}, got \`${source}\``;
}

function tagFault(rest: string): string {
  return `expected tag:value and then \`,\` or \`}\`, got \`${rest}\`; quote a value that holds one of these, or a quote`;
}

function braceFault(rest: string): string {
  return `expected a condition after the tags, got \`${rest}\`; quote a value that holds \`}\``;
}
