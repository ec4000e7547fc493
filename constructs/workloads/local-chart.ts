import { join, resolve } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";

const PROJECT_ROOT = join(__dirname, "..", "..");

/** Properties of {@link LocalChart}. */
export interface LocalChartProps {
  /** Folder of the chart: absolute, or relative to the project. */
  readonly folder: string;
}

/**
 * A chart of this project. It travels with the stack, so a remote run has it too, and its path holds a hash of its
 * content, so a changed chart is a planned upgrade.
 */
export class LocalChart extends Construct {
  /** Path of the chart as Terraform sees it. */
  readonly path: string;

  constructor(scope: Construct, id: string, { folder }: LocalChartProps) {
    super(scope, id);
    this.path = new TerraformAsset(this, "Default", {
      path: resolve(PROJECT_ROOT, folder),
      type: AssetType.DIRECTORY,
    }).path;
  }
}
