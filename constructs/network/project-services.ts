import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Construct } from "constructs";

/** Properties of {@link ProjectServices}. */
export interface ProjectServicesProps {
  /** APIs by their short name: `container` is container.googleapis.com. */
  readonly apis: readonly string[];
}

/** The Google Cloud APIs that the environment uses. What needs an API depends on this. */
export class ProjectServices extends Construct {
  /** All of the APIs, for `dependsOn`. */
  readonly all: ProjectService[];

  constructor(scope: Construct, id: string, { apis }: ProjectServicesProps) {
    super(scope, id);
    this.all = apis.map(
      (api) =>
        new ProjectService(this, api, {
          service: `${api}.googleapis.com`,
          // Switching an API off would take down whatever else in the project uses it.
          disableOnDestroy: false,
        }),
    );
  }
}
