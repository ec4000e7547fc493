import { Fn, TerraformVariable } from "cdktf";
import { Construct } from "constructs";

/** Properties of {@link ServiceImageTags}. */
export interface ServiceImageTagsProps {
  /** Names of the services that there are. */
  readonly services: readonly string[];
  /** Tag of those that have none of their own. */
  readonly otherwise: string;
}

/**
 * The Terraform variable `image_tags`: services that run another build than the others, for as long as somebody says so.
 * A rollback of one service is a value for it (decision 14).
 */
export class ServiceImageTags extends Construct {
  private readonly tags: string;
  private readonly otherwise: string;

  constructor(scope: Construct, id: string, { services, otherwise }: ServiceImageTagsProps) {
    super(scope, id);
    const variable = new TerraformVariable(this, "Default", {
      type: "map(string)",
      description: "Tags of the images of single services, by their name, in place of image_tag (TF_VAR_image_tags)",
      default: {},
      nullable: false,
    });
    const names = services.map((service) => JSON.stringify(service)).join(", ");
    variable.addOverride("validation", [
      {
        condition: `\${alltrue([for service in keys(var.image_tags) : contains([${names}], service)])}`,
        error_message: `image_tags has a service that there is not; the services are ${services.join(", ")}.`,
      },
      {
        condition:
          '${alltrue([for tag in values(var.image_tags) : can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", tag)) && tag != "latest"])}',
        error_message: "image_tags names builds, for example git revisions; latest would name another one tomorrow.",
      },
    ]);
    this.tags = variable.stringValue;
    this.otherwise = otherwise;
  }

  /** Tag of a service's image. */
  of(service: string): string {
    return Fn.lookup(this.tags, service, this.otherwise) as string;
  }
}
