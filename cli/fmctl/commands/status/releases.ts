import { isLocal } from "../../context";
import { ago } from "../../ago";
import { newest, type Release, releaseHistory, serving } from "../../cluster/releases";
import type { Examine, Problem } from "./section";

function problemWith(release: Release, live: Release | undefined, environment: string): Problem | undefined {
  const { name, status, revision, description } = release;
  if (status === "deployed") return undefined;
  const now = live ? `revision ${live.revision} serves` : "no revision of it serves";
  if (status === "failed") {
    return {
      what: `release ${name}: revision ${revision} failed (${description}); ${now}`,
      next: `fmctl deploy ${environment}`,
    };
  }
  const what = `release ${name}: revision ${revision} was left ${status}; ${now}`;
  return {
    what,
    next: `fmctl deploy ${environment}, unless a deployment is under way; \`fmctl repair ${environment}\` mends it`,
  };
}

/** Helm's releases. */
export const examineReleases: Examine = async ({ environment, cluster, now }) => {
  const history = await releaseHistory(await cluster());
  const latest = newest(history);
  const live = serving(history);
  const { name: environmentName } = environment;
  const others = isLocal(environment) ? ["postgres", "redis"] : ["edge"];
  const expected = ["temporal", "migrations", ...Object.keys(environment.services), ...others];
  const missing = expected.filter((name) => !latest.has(name));
  const releases = [...latest.values()];
  const nothing = { what: "nothing is deployed", next: `fmctl deploy ${environmentName}` };
  return {
    rows: releases.map(({ name, status, revision, chart, tag, at }) => [
      name,
      status,
      `revision ${revision}`,
      chart,
      tag ?? "-",
      ago(at, now),
    ]),
    facts: releases.map(({ name, status, revision, chart, tag, at, description }) => ({
      ...{ name, status, revision, chart, tag, at, description },
      serving: live.get(name)?.revision ?? null,
    })),
    problems:
      releases.length === 0
        ? [nothing]
        : [
            ...releases.flatMap((each) => problemWith(each, live.get(each.name), environmentName) ?? []),
            ...missing.map((name) => ({
              what: `release ${name} does not exist`,
              next: `fmctl deploy ${environmentName}`,
            })),
          ],
    states: Object.fromEntries(
      releases.map(({ name, status, revision, tag }) => [name, `${status}, revision ${revision}, ${tag ?? "no tag"}`]),
    ),
  };
};
