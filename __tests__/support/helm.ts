import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import { parseAllDocuments } from "yaml";

/** A rendered object, as far as every kind has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A helm that was built with `go install` takes its own Kubernetes for 1.20, which our charts refuse. */
const KUBERNETES_VERSION = "1.34.0";

/** The helm program. */
export const helm = process.env["HELM"] ?? "helm";

/**
 * Renders a chart as the release would be, hooks included.
 *
 * @param valuesDocuments - YAML, each over the ones before it
 * @throws Error with helm's own message when the chart refuses the values
 */
export function helmTemplate(chartDir: string, releaseName: string, valuesDocuments: readonly string[]): Manifest[] {
  const rendered = run(["template", releaseName, chartDir, "--kube-version", KUBERNETES_VERSION], valuesDocuments);
  return parseAllDocuments(rendered)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** The one object of a kind. */
export function manifestOf(manifests: readonly Manifest[], kind: string): Manifest {
  const [manifest, ...others] = manifests.filter((candidate) => candidate.kind === kind);
  if (manifest === undefined || others.length > 0) {
    throw new Error(`expected one ${kind}, got ${manifests.map((other) => other.kind).join(", ")}`);
  }
  return manifest;
}

/** The pod that a Deployment or a Job makes. */
export function podOf(manifest: Manifest): { metadata: Manifest["metadata"]; spec: IPodSpec } {
  return manifest.spec["template"] as ReturnType<typeof podOf>;
}

/**
 * Lints a chart with warnings as errors.
 *
 * @throws Error with helm's own message when there is something to say
 */
export function helmLint(chartDir: string, valuesDocuments: readonly string[]): void {
  run(["lint", "--strict", chartDir, "--kube-version", KUBERNETES_VERSION], valuesDocuments);
}

function run(command: readonly string[], valuesDocuments: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), "helm-values-"));
  try {
    const files = valuesDocuments.map((document, index) => {
      const file = join(directory, `${index}.yaml`);
      writeFileSync(file, document);
      return file;
    });
    const { status, stdout, stderr, error } = spawnSync(
      helm,
      [...command, ...files.flatMap((file) => ["--values", file])],
      {
        encoding: "utf8",
      },
    );
    if (status !== 0) {
      throw new Error(error?.message ?? `${stdout}${stderr}`);
    }
    return stdout;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
