import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** The disk may grow from where it starts. */
export function* checkDatabaseDisk({ database }: Environment): Iterable<Finding> {
  const { diskSizeGb, diskSizeLimitGb: got } = database;
  if (got >= diskSizeGb) return;
  yield {
    path: ["database", "diskSizeLimitGb"],
    got,
    expected: `at least diskSizeGb, which is ${diskSizeGb}`,
    fix: "raise it",
  };
}
