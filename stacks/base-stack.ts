import { Aspects, GcsBackend, LocalBackend, TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import { Construct, type Node } from "constructs";
import type { Environment } from "../config/schema/environment";
import { PolicyAspect } from "../constructs/aspects/policy-aspect";
import { TERRAFORM_VERSION } from "../constructs/shared/providers";
import { TerraformCloudBackend } from "../constructs/shared/terraform-cloud-backend";

/** What every stack needs. */
export interface BaseStackProps {
  /** The environment this stack is synthesized for. A local one protects nothing from deletion. */
  readonly environment: Pick<Environment, "name" | "backend"> &
    Partial<Pick<Environment, "deletionProtection" | "exceptions">>;
}

/** A value for people, CI and Terraform Cloud; never a secret. */
export interface PublishedOutput {
  readonly value: unknown;
  readonly description: string;
}

/** A stack of FlowMaestro: where its state is, what Terraform it needs, how its resources are addressed. */
export abstract class BaseStack extends TerraformStack {
  private readonly addresses = new Map<string, string>();

  constructor(scope: Construct, id: string, { environment }: BaseStackProps) {
    super(scope, id);
    this.addBackend(environment);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    const { name, deletionProtection, exceptions = {} } = environment;
    Aspects.of(this).add(new PolicyAspect({ environment: name, relaxed: !deletionProtection?.enabled, exceptions }));
  }

  /** Named outputs, in snake_case. Renaming one breaks whoever reads it. */
  protected publish(outputs: Readonly<Record<string, PublishedOutput>>): void {
    // A scope of their own, since an output may be called like the construct that it comes from.
    const scope = new Construct(this, "outputs");
    for (const [name, output] of Object.entries(outputs))
      new TerraformOutput(scope, name, { ...output, staticId: true });
  }

  /**
   * The path of construct ids, joined: `google_compute_network.vpc`, not `vpc_4E8F0223`. A reader of a plan recognizes
   * it, and it does not depend on CDKTF's hash. The id `Default` is left out, as in CDKTF.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const path = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const logicalId = path
      .filter((id) => id !== "Default")
      .join("_")
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .replace(/[^A-Za-z0-9_]/g, "_")
      .toLowerCase();
    const owner = this.addresses.get(logicalId) ?? node.path;
    if (owner !== node.path && !owner.startsWith(`${node.path}/`) && !node.path.startsWith(`${owner}/`)) {
      throw new Error(
        `${node.path}: its address ${logicalId} is taken by ${owner}; give one of them another construct id.`,
      );
    }
    this.addresses.set(logicalId, node.path);
    return logicalId;
  }

  private addBackend({ name, backend }: BaseStackProps["environment"]): void {
    switch (backend.type) {
      case "local":
        // Terraform runs in cdktf.out/stacks/STACK. An absolute path would be this machine's.
        new LocalBackend(this, { path: `../../../terraform-state/${name}/${this.node.id}.tfstate` });
        break;
      case "gcs":
        new GcsBackend(this, { bucket: backend.bucket, prefix: `${backend.prefix}/${name}/${this.node.id}` });
        break;
      case "cloud":
        new TerraformCloudBackend(this, {
          ...backend,
          workspace: `${backend.workspacePrefix}-${name}-${this.node.id}`,
        });
        break;
    }
  }
}
