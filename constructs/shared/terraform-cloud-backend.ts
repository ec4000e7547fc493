import { DataTerraformRemoteState, TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

/** Properties of {@link TerraformCloudBackend}. */
export interface TerraformCloudBackendProps {
  /** `app.terraform.io`, or the host of a Terraform Enterprise installation. */
  readonly hostname: string;
  /** Organization of the workspace. */
  readonly organization: string;
  /** Name of the one workspace. */
  readonly workspace: string;
  /** Project of the workspace. @default - the organization's default project */
  readonly project?: string | undefined;
}

/**
 * The `cloud` block with a named workspace. CDKTF's own class runs the terraform binary at every synthesis to ask for
 * its version, which `required_version` says anyway; and it can write a token into the configuration, which this cannot.
 */
export class TerraformCloudBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: TerraformCloudBackendProps,
  ) {
    super(scope, "backend", "cloud");
  }

  override toTerraform(): Record<string, unknown> {
    const { hostname, organization, workspace, project } = this.props;
    return { terraform: { cloud: { hostname, organization, workspaces: { name: workspace, project } } } };
  }

  // The CLI reads from it that runs are remote.
  override toMetadata(): Record<string, unknown> {
    const { hostname } = this.props;
    return {
      ...(super.toMetadata() as object),
      backend: "cloud",
      cloud: hostname === "app.terraform.io" ? "tfc" : "tfe",
    };
  }

  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    const { hostname, organization, workspace } = this.props;
    return new DataTerraformRemoteState(scope, name, { hostname, organization, workspaces: { name: workspace } });
  }
}
