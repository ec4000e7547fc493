import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackJson, Synthesized } from "../../__tests__/support/synth";
import type { Finding, Scan } from "./findings";
import { ScanError } from "./scan-error";
import { checkov, run, VERSIONS } from "./tools";

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  /** `/ENVIRONMENT/STACK/TYPE.tf.json` */
  readonly file_path: string;
  /** `resource.ID`, or `TYPE.ID` from a check that looks at several resources. */
  readonly resource: string;
}

interface Report {
  readonly results: { readonly passed_checks: readonly Check[]; readonly failed_checks: readonly Check[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

/**
 * Writes what checkov understands of a stack: a file for each type, since its findings name a resource by its id alone,
 * and neither providers nor backend, which stop its parser.
 */
export function writeStack(stack: StackJson, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: object) =>
    writeFileSync(join(folder, `${name}.tf.json`), JSON.stringify(content, null, 2));
  for (const kind of ["resource", "data"] as const) {
    for (const [type, blocks] of Object.entries(stack[kind] ?? {})) {
      write(kind === "data" ? `data.${type}` : type, { [kind]: { [type]: blocks } });
    }
  }
}

function place(file: string, id: string): Pick<Finding, "environment" | "resource"> {
  const [, environment, , name] = file.split("/");
  const type = name!.replace(/\.tf\.json$/, "");
  return { environment: environment!, resource: `${type}.${id.split(".").at(-1)}` };
}

/** A check that broke has not passed. It is told on standard error alone. */
function broken(stderr: string): readonly Finding[] {
  const lines = [...stderr.matchAll(/Failed to run check (\S+) on ([^\s:]+):(\S+)/g)];
  return lines.map(([, check, file, id]) => ({
    scanner: "checkov",
    check: check!,
    ...place(file!, id!),
    says: "The check itself broke.",
  }));
}

/** What checkov printed, as findings. */
export function readCheckov(stdout: string, stderr: string): Scan {
  let report: Report;
  try {
    report = JSON.parse(stdout) as Report;
  } catch {
    throw new ScanError(`checkov printed no report: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  }
  if (report.summary.parsing_errors > 0) {
    throw new ScanError(
      `checkov could not read ${report.summary.parsing_errors} files; see --framework terraform_json.`,
    );
  }
  const findings = report.results.failed_checks.map(
    ({ check_id: check, check_name: says, file_path: file, resource }): Finding => ({
      scanner: "checkov",
      check,
      ...place(file, resource),
      says: `${says}.`,
    }),
  );
  return {
    scanner: `checkov ${VERSIONS.checkov}`,
    passed: report.summary.passed,
    findings: [...findings, ...broken(stderr)],
  };
}

/** Scans every stack of every environment. */
export function scanStacks(environments: Readonly<Record<string, Synthesized>>, folder: string): Scan {
  for (const [environment, { stacks }] of Object.entries(environments)) {
    for (const [name, stack] of Object.entries(stacks)) writeStack(stack, join(folder, environment, name));
  }
  // --skip-download: otherwise it asks a server of its vendor for links to documentation.
  const args = [
    "--directory",
    folder,
    "--framework",
    "terraform_json",
    "--compact",
    "--skip-download",
    "--output",
    "json",
  ];
  const { stdout, stderr, error } = run(checkov(), args);
  if (error) throw new ScanError(`checkov could not be started: ${error.message}`);
  return readCheckov(stdout, stderr);
}
