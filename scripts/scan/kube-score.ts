import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Finding, Scan } from "./findings";
import { ScanError } from "./scan-error";
import { kubeScore, run, VERSIONS } from "./tools";

/** Better is not possible: 7 and 5 are warnings, 1 is critical. */
const BEST_GRADE = 10;

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly {
    readonly check: { readonly id: string; readonly name: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path?: string; readonly summary: string }[] | null;
  }[];
}

/** What kube-score printed of an environment, as findings. */
export function readKubeScore(environment: string, stdout: string): Pick<Scan, "passed" | "findings"> {
  const checks = (JSON.parse(stdout) as readonly Scored[]).flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ skipped }) => !skipped)
      .map((check) => ({ ...check, resource: `${type_meta.kind}/${object_meta.name}` })),
  );
  const findings = checks
    .filter(({ grade }) => grade < BEST_GRADE)
    .map(({ check: { id, name }, comments, resource }): Finding => {
      const summaries = [
        ...new Set((comments ?? []).map(({ path, summary }) => (path ? `${path}: ${summary}` : summary))),
      ];
      return { scanner: "kube-score", check: id, environment, resource, says: `${summaries.join(", ") || name}.` };
    });
  return { passed: checks.length - findings.length, findings };
}

/**
 * Scores the objects of every environment together, as some checks ask one object for another.
 *
 * @param environments objects by the environment's name
 * @param folder where they are written for kube-score to read
 */
export function scoreObjects(environments: Readonly<Record<string, readonly object[]>>, folder: string): Scan {
  mkdirSync(folder, { recursive: true });
  const parts = Object.entries(environments).map(([environment, objects]) => {
    const file = join(folder, `${environment}.yaml`);
    writeFileSync(file, objects.map((object) => `---\n${stringify(object, { version: "1.1" })}`).join(""));
    const options = ["--output-format", "json", "--kubernetes-version", "v1.34", "--enable-optional-test"];
    const { stdout, stderr, error } = run(kubeScore(), ["score", ...options, "container-seccomp-profile", file]);
    // It ends with 1 when it found something.
    if (error || stdout.trim() === "") {
      throw new ScanError(`kube-score printed no report: ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
    }
    return readKubeScore(environment, stdout);
  });
  return {
    scanner: `kube-score ${VERSIONS["kube-score"]}`,
    passed: parts.reduce((sum, { passed }) => sum + passed, 0),
    findings: parts.flatMap(({ findings }) => findings),
  };
}
