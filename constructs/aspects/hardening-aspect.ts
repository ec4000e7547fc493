import { Annotations, type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { type Arguments, HARDENINGS, violations } from "./hardenings";

const HARDENED_TYPES: ReadonlySet<string> = new Set(HARDENINGS.map(({ type }) => type));

/** Properties of {@link HardeningAspect}. */
export interface HardeningAspectProps {
  /** Whether the environment has argued against deletion protection. */
  readonly relaxed: boolean;
}

/** Refuses to synthesize a resource that lacks one of the {@link HARDENINGS}. */
export class HardeningAspect implements IAspect {
  constructor(private readonly props: HardeningAspectProps) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || !HARDENED_TYPES.has(node.terraformResourceType)) return;
    const { resource } = node.toTerraform() as { resource: Record<string, Record<string, Arguments>> };
    const config = resource[node.terraformResourceType]![node.friendlyUniqueId]!;
    for (const { must } of violations(node.terraformResourceType, config, this.props.relaxed)) {
      Annotations.of(node).addError(`${node.terraformResourceType}.${node.friendlyUniqueId} must ${must}.`);
    }
  }
}
