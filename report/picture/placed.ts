import type { Bundle } from "../model/bundles";
import type { PictureEdge, PictureNode } from "../model/nodes";
import type { Box, Point } from "./geometry";

/** Where a node is. */
export interface PlacedNode extends Box {
  readonly node: PictureNode;
}

/** Where an arrow within a stack runs. */
export interface PlacedEdge {
  readonly edge: PictureEdge;
  readonly points: readonly Point[];
}

/** A stack without its surroundings: its nodes and edges are relative to it. */
export interface PlacedStack extends Box {
  readonly id: string;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** What crosses into it, where that is listed in the stack instead of on an edge. */
  readonly listed: readonly Bundle[];
}

/** Where an edge between two stacks runs, and the card with what crosses it. */
export interface PlacedBundle {
  readonly bundle: Bundle;
  readonly points: readonly Point[];
  readonly card: Box;
}

/** Where everything is, in pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly stacks: readonly PlacedStack[];
  readonly bundles: readonly PlacedBundle[];
}
