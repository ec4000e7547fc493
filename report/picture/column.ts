import type { PictureEdge, PictureNode } from "../model/nodes";
import type { Point } from "./geometry";
import type { PlacedEdge, PlacedNode, PlacedStack } from "./placed";
import { NODE, STACK } from "./measures";

const STEP = NODE.height + 24;
const LANE = 13;
/** Where arrows leave a node's right side, and where they come in. */
const LEAVE = 22;
const ENTER = 40;

/** Edges that share a start or an end, and run down the side as one line. */
interface Rail {
  readonly edges: readonly PictureEdge[];
  readonly top: number;
  readonly bottom: number;
}

/** What is made first comes first; what could be at the same time stays in its order. */
function inOrder(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): readonly PictureNode[] {
  const left = [...nodes];
  const placed: PictureNode[] = [];
  while (left.length > 0) {
    const waits = ({ id }: PictureNode) =>
      edges.some((edge) => edge.to === id && left.some((each) => each.id === edge.from));
    const next = left.findIndex((node) => !waits(node));
    placed.push(...left.splice(Math.max(next, 0), 1));
  }
  return placed;
}

/** Bundles edges into rails, those that have the most of an end in common first. */
function railsOf(edges: readonly PictureEdge[], rowOf: ReadonlyMap<string, number>): readonly Rail[] {
  const rails: Rail[] = [];
  let left = edges;
  while (left.length > 0) {
    const families = left.flatMap(({ from, to }) => [
      left.filter((each) => each.from === from),
      left.filter((each) => each.to === to),
    ]);
    const largest = families.reduce((best, family) => (family.length > best.length ? family : best));
    const rows = largest.flatMap(({ from, to }) => [rowOf.get(from)!, rowOf.get(to)!]);
    rails.push({ edges: largest, top: Math.min(...rows), bottom: Math.max(...rows) });
    left = left.filter((edge) => !largest.includes(edge));
  }
  return rails;
}

/** Gives every rail a lane that is free over its length; short ones are nearest to the nodes. */
function lanesOf(rails: readonly Rail[]): ReadonlyMap<Rail, number> {
  const lanes = new Map<Rail, number>();
  for (const rail of [...rails].sort((a, b) => a.bottom - a.top - (b.bottom - b.top))) {
    const taken = [...lanes].filter(([other]) => other.top <= rail.bottom && rail.top <= other.bottom);
    let lane = 0;
    while (taken.some(([, each]) => each === lane)) lane += 1;
    lanes.set(rail, lane);
  }
  return lanes;
}

/** A stack as one column of nodes: arrows to the next one lead straight down, the others along the right side. */
export function columnOf(nodes: readonly PictureNode[], edges: readonly PictureEdge[], top: number): PlacedStack {
  const ordered = inOrder(nodes, edges);
  const rowOf = new Map(ordered.map(({ id }, row) => [id, row]));
  const left = STACK.columnPadding;
  const y = (id: string) => top + rowOf.get(id)! * STEP;
  const isNext = ({ from, to }: PictureEdge) => rowOf.get(to)! - rowOf.get(from)! === 1;
  const right = left + NODE.width;

  const straight = edges.filter(isNext).map((edge): PlacedEdge => {
    const x = left + NODE.width / 2;
    return {
      edge,
      points: [
        { x, y: y(edge.from) + NODE.height },
        { x, y: y(edge.to) },
      ],
    };
  });
  const lanes = lanesOf(
    railsOf(
      edges.filter((edge) => !isNext(edge)),
      rowOf,
    ),
  );
  const around = [...lanes].flatMap(([rail, lane]) =>
    rail.edges.map((edge): PlacedEdge => {
      const x = right + 16 + lane * LANE;
      const [leave, enter] = [y(edge.from) + LEAVE, y(edge.to) + ENTER];
      const points: readonly Point[] = [
        { x: right, y: leave },
        { x, y: leave },
        { x, y: enter },
        { x: right, y: enter },
      ];
      return { edge, points };
    }),
  );
  return {
    id: nodes[0]?.stack ?? "",
    x: 0,
    y: 0,
    width: right + 16 + (Math.max(-1, ...lanes.values()) + 1) * LANE,
    height: top + ordered.length * STEP - (STEP - NODE.height) + STACK.columnPadding,
    nodes: ordered.map(
      (node): PlacedNode => ({ node, x: left, y: y(node.id), width: NODE.width, height: NODE.height }),
    ),
    edges: [...straight, ...around],
    listed: [],
  };
}
