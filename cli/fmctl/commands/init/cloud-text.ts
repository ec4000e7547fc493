import { isDeepStrictEqual } from "node:util";
import { scaled } from "../../../../config/inherit";
import type { Environment } from "../../../../config/schema/environment";
import type { CloudAnswers } from "./answers";
import { EMAIL_PATH } from "./ask-cloud";
import { type Size, SIZES } from "./sizes";
import type { YamlText } from "./yaml-text";

/** Sets what a file of its own says in every service; what is shared through an alias is set once. */
function setPods(text: YamlText, template: Environment, scale: NonNullable<Size["scale"]>): void {
  const { services, temporal } = scaled(template, scale);
  for (const [name, { replicas, autoscaling, resources }] of Object.entries(services)) {
    text.set(["services", name, "replicas"], replicas);
    if (autoscaling) text.set(["services", name, "autoscaling", "maxReplicas"], autoscaling.maxReplicas);
    for (const kind of ["requests", "limits"] as const) {
      for (const [what, quantity] of Object.entries(resources[kind])) {
        text.set(["services", name, "resources", kind, what], quantity);
      }
    }
  }
  text.set(["temporal", "replicas"], temporal.replicas);
  text.set(["temporal", "resources"], temporal.resources);
  text.set(["temporal", "webResources"], temporal.webResources);
}

function setSize(text: YamlText, { database, redis, pools }: Size, start: Environment): void {
  const set = (section: "database" | "redis", values: object) => {
    for (const [key, value] of Object.entries(values) as [string, string | number | boolean][]) {
      if ((start[section] as Readonly<Record<string, unknown>>)[key] !== value) text.set([section, key], value);
    }
  };
  set("database", database);
  set("redis", redis);
  if (!isDeepStrictEqual(start.temporal.pools, pools)) text.set(["temporal", "pools"], pools);
}

/**
 * Writes the answers into an environment's text.
 *
 * @param start what the text stands for without them: the environment that it extends, or else what it says itself
 */
export function fillCloud(text: YamlText, answers: CloudAnswers, start: Environment): void {
  const { project, region, domain, backend, email } = answers;
  const size: Size = SIZES[answers.size];
  const extending = answers.extends !== undefined;
  const { scale } = size;
  if (scale && extending) for (const [key, value] of Object.entries(scale)) text.set(["extends", key], value);
  text.set(["project"], project);
  if (region !== start.region) text.set(["region"], region);
  text.set(["domain"], domain);
  if (
    Object.entries(backend).some(([key, value]) => (start.backend as object as Record<string, unknown>)[key] !== value)
  ) {
    text.set(["backend"], backend);
  }
  setSize(text, size, start);
  if (scale && !extending) setPods(text, start, scale);
  if (email !== undefined) text.set(EMAIL_PATH, [email]);
}
