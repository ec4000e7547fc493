import { type IAspect, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Arguments } from "../../policies/policy";
import { PolicyError, review, type Stance, type Subject } from "../../policies/review";

function subject(resource: TerraformResource): Subject {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource;
  const { resource: blocks } = resource.toTerraform() as { resource: Record<string, Record<string, Arguments>> };
  return { type, address: `${type}.${id}`, resource: blocks[type]![id]! };
}

/** Refuses to synthesize an app of which a resource breaks a policy, or whose environment excepts what nothing breaks. */
export class PolicyAspect implements IAspect {
  constructor(private readonly stance: Stance) {}

  visit(node: IConstruct): void {
    if (!TerraformStack.isStack(node)) return;
    // Once, of the whole app: the first stack's synthesis begins when all stacks are built.
    const nodes = node.node.root.node.findAll();
    if (node !== nodes.find((candidate) => TerraformStack.isStack(candidate))) return;
    const resources = nodes.filter((candidate) => TerraformResource.isTerraformResource(candidate));
    const { sentences } = review(resources.map(subject), this.stance);
    if (sentences.length > 0) throw new PolicyError(sentences);
  }
}
