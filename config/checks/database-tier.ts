import { customMachineProblem, namedTiers, sharesCore } from "../cloud-sql-tiers";
import { nearest } from "../nearest";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** The machine type exists in the edition, and is worth a standby when there is one. */
export function* checkDatabaseTier({ database }: Environment): Iterable<Finding> {
  const path = ["database", "tier"];
  const { tier: got, edition, highAvailability } = database;
  const named = namedTiers(edition);
  const custom = edition === "ENTERPRISE" && /^db-custom-\d+-\d+$/.test(got);

  if (custom) {
    const expected = customMachineProblem(got);
    if (expected) yield { path, got, expected, fix: "correct it, for example db-custom-2-7680" };
  } else if (!named.includes(got)) {
    const kinds = edition === "ENTERPRISE" ? ["db-custom-VCPUS-MEMORY_MB", ...named] : named;
    const example = edition === "ENTERPRISE" ? "db-custom-2-7680" : "db-perf-optimized-N-2";
    const expected = `a tier of the edition ${edition}, which are ${kinds.join(", ")}`;
    yield { path, got, expected, fix: `use ${nearest(got, named) ?? example}` };
  } else if (sharesCore(got) && highAvailability) {
    // Cloud SQL would accept it, but its SLA leaves shared cores out: the standby costs as much and promises nothing.
    const fix = "use a db-custom tier or set database.highAvailability to false";
    yield { path, got, expected: "a tier with cores of its own, for high availability", fix };
  }
}
