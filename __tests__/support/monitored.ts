import { addressedBlocks, textsOf } from "./blocks";
import type { StackJson } from "./synth";

/** A query or a filter, and whose it is. */
export interface Asked {
  /** Address of the resource. */
  readonly address: string;
  /** PromQL, a filter of Cloud Monitoring, or one of Cloud Logging. */
  readonly language: "promql" | "metric filter" | "log filter";
  readonly text: string;
}

const LANGUAGES: Readonly<Record<string, Asked["language"]>> = {
  query: "promql",
  prometheusQuery: "promql",
  bad_service_filter: "metric filter",
  total_service_filter: "metric filter",
  distribution_filter: "metric filter",
};

function languageOf(path: readonly string[], type: string): Asked["language"] | undefined {
  const key = path.at(-1)!;
  if (key !== "filter") return LANGUAGES[key];
  if (path.includes("condition_threshold")) return "metric filter";
  return type.startsWith("google_logging_") || path.includes("condition_matched_log") ? "log filter" : undefined;
}

/** Everything that a stack asks of Cloud Monitoring and Cloud Logging: alerts, objectives, dashboards, log metrics. */
export function askedIn(stack: StackJson): readonly Asked[] {
  return addressedBlocks(stack).flatMap(({ address, type, block }) => {
    const json = block["dashboard_json"] as string | undefined;
    const texts = textsOf(json === undefined ? block : JSON.parse(json));
    return texts.flatMap(({ path, text }) => {
      const language = languageOf(path, type);
      return language ? [{ address, language, text }] : [];
    });
  });
}
