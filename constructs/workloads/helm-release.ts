import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type HelmValues, helmValues } from "../shared/helm-values";

/** A chart: of this project by its path, or of a repository. */
export interface ChartSource {
  /** Path as Terraform sees it, or the chart's name in `repository`. */
  readonly chart: string;
  /** @default - `chart` is a path */
  readonly repository?: string | undefined;
  /** Exact version. @default - what the path holds */
  readonly version?: string | undefined;
}

/** Properties of {@link HelmRelease}. */
export interface HelmReleaseProps extends HelmValues {
  /** Name of the release; its static values are in `helm-values/NAME.yaml`. */
  readonly name: string;
  /** Namespace, which exists already. */
  readonly namespace: string;
  /** The chart. */
  readonly source: ChartSource;
  /** What must be there before. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Autopilot may have to make a node for a pod first. Seconds, for every hook and again for the rollout. */
const TIMEOUT_SECONDS = 900;
const KEPT_REVISIONS = 10;

/** A Helm release that either becomes ready or goes back to what it was. */
export class HelmRelease extends Construct {
  /** For `dependsOn` of the next release. */
  readonly release: Release;

  constructor(
    scope: Construct,
    id: string,
    { name, namespace, source, dependsOn, literals, tokens }: HelmReleaseProps,
  ) {
    super(scope, id);
    this.release = new Release(this, "Default", {
      name,
      namespace,
      ...source,
      values: helmValues(name, { literals, tokens }),
      atomic: true,
      cleanupOnFail: true,
      wait: true,
      waitForJobs: true,
      timeout: TIMEOUT_SECONDS,
      maxHistory: KEPT_REVISIONS,
      // A failed first install is not in the state: https://github.com/hashicorp/terraform-provider-helm/issues/1669
      upgradeInstall: true,
      dependsOn,
    });
  }
}
