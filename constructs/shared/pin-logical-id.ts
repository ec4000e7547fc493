import type { TerraformElement } from "cdktf";

/**
 * Fixes a resource's address, so that moving its construct in the tree cannot plan a replacement. For whatever loses
 * data or an address that others depend on when it is replaced.
 *
 * @param reason What would be lost; kept beside the pin for whoever wants to change it.
 * @returns The resource, so that pinning reads inline.
 */
export function pinLogicalId<T extends TerraformElement>(resource: T, logicalId: string, reason: string): T {
  if (reason.length === 0) throw new Error(`${resource.node.path}: a pinned logical id needs a reason.`);
  resource.overrideLogicalId(logicalId);
  return resource;
}
