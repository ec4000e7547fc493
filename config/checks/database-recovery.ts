import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** @see https://docs.cloud.google.com/sql/docs/postgres/backup-recovery/pitr */
const MAX_DAYS = { ENTERPRISE: 7, ENTERPRISE_PLUS: 35 };

/** The days one can return to are days that the edition keeps logs of, and that there is a backup to start from. */
export function* checkDatabaseRecovery({ database }: Environment): Iterable<Finding> {
  const { edition, backups } = database;
  const { pointInTimeRecoveryDays: got, retained } = backups;
  const path = ["database", "backups", "pointInTimeRecoveryDays"];
  if (got > MAX_DAYS[edition]) {
    yield { path, got, expected: `at most ${MAX_DAYS[edition]} in the edition ${edition}`, fix: "lower it" };
  } else if (got > retained) {
    yield { path, got, expected: `at most retained, which is ${retained}`, fix: "lower it or raise retained" };
  }
}
