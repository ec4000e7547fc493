import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";

/** Properties of {@link ImageTag}. */
export interface ImageTagProps {
  /** Tag when the variable is not given. @default - the variable is required */
  readonly defaultTag?: string | undefined;
}

/** The Terraform variable `image_tag`: a release is a new value for it, not a change of code. */
export class ImageTag extends Construct {
  readonly value: string;

  constructor(scope: Construct, id: string, { defaultTag }: ImageTagProps) {
    super(scope, id);
    const variable = new TerraformVariable(this, "Default", {
      type: "string",
      description: "Tag of the application's images: a git revision (TF_VAR_image_tag)",
      default: defaultTag,
      nullable: false,
    });
    variable.addOverride("validation", [
      {
        condition: '${can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.image_tag)) && var.image_tag != "latest"}',
        error_message: "image_tag names one build, for example a git revision; latest would name another one tomorrow.",
      },
    ]);
    this.value = variable.stringValue;
  }
}
