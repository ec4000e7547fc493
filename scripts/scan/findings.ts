/** The scanners. */
export const SCANNERS = ["checkov", "kube-score"] as const;
/** One of {@link SCANNERS}. */
export type Scanner = (typeof SCANNERS)[number];

/** Something that a scanner does not like. */
export interface Finding {
  readonly scanner: Scanner;
  /** The scanner's name for what it looked for. */
  readonly check: string;
  readonly environment: string;
  /** A Terraform address, or `KIND/NAME` of a Kubernetes object. */
  readonly resource: string;
  /** What is wrong, in the scanner's words. */
  readonly says: string;
}

/** What a scanner said of everything. */
export interface Scan {
  /** Name and version. */
  readonly scanner: string;
  /** How many checks found nothing wrong. */
  readonly passed: number;
  readonly findings: readonly Finding[];
}
