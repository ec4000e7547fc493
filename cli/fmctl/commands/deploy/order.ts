import type { Stack } from "../../../deploy/synth";
import { runsImages } from "../../stacks/image-tag";

/** Stacks in the three parts of a deployment: the images come between the first two. */
export interface Order {
  /** What holds data and what runs pods; among it the registry. */
  readonly before: readonly Stack[];
  readonly releases: readonly Stack[];
  readonly after: readonly Stack[];
}

/** Parts the stacks by what runs images, and by what that depends on. */
export function orderOf(stacks: readonly Stack[], all: readonly Stack[]): Order {
  const releases = all.filter(runsImages);
  const needed = new Set<string>();
  const need = ({ dependencies }: Stack): void => {
    for (const id of dependencies) {
      if (needed.has(id)) continue;
      needed.add(id);
      const stack = all.find((each) => each.id === id);
      if (stack) need(stack);
    }
  };
  releases.forEach(need);
  const isRelease = ({ id }: Stack) => releases.some((each) => each.id === id);
  return {
    before: stacks.filter((stack) => needed.has(stack.id) && !isRelease(stack)),
    releases: stacks.filter(isRelease),
    after: stacks.filter((stack) => !needed.has(stack.id) && !isRelease(stack)),
  };
}
