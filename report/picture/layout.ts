import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api";
import ELK from "elkjs/lib/elk.bundled";
import type { Bundle } from "../model/bundles";
import type { Graph } from "../model/nodes";
import { columnOf } from "./column";
import { type Box, moved, type Point } from "./geometry";
import { CARD, NODE, STACK } from "./measures";
import type { Layout, PlacedStack } from "./placed";
import { textWidth } from "./text-width";

const LAYERED: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.mergeEdges": "true",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.randomSeed": "1",
};

function pointsOf({ sections = [] }: ElkExtendedEdge): readonly Point[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
}

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box => ({ x, y, width, height });

/** A card's size: a line for each value, or one that says that there is none. */
export function cardSize({ lines }: Bundle): Pick<Box, "width" | "height"> {
  const widest = Math.max(...lines.map((line) => textWidth(line, CARD.font)), CARD.minWidth);
  return {
    width: widest + 2 * CARD.padding,
    height: Math.max(lines.length, 1) * CARD.lineHeight + 2 * CARD.padding - 4,
  };
}

async function placedStack(id: string, graph: Graph): Promise<PlacedStack> {
  const nodes = graph.nodes.filter(({ stack }) => stack === id);
  const own = new Map(nodes.map((node) => [node.id, node]));
  const edges = graph.edges.filter(({ from }) => own.has(from));
  const {
    children = [],
    edges: routed = [],
    ...box
  } = (await new ELK().layout({
    id,
    layoutOptions: {
      ...LAYERED,
      "elk.aspectRatio": "2.6",
      "elk.padding": `[top=${STACK.heading},left=${STACK.padding},bottom=${STACK.padding},right=${STACK.padding}]`,
      "elk.spacing.nodeNode": String(NODE.gap),
      "elk.spacing.componentComponent": String(NODE.gap),
      "elk.spacing.edgeNode": "16",
      "elk.spacing.edgeEdge": "10",
      "elk.layered.spacing.nodeNodeBetweenLayers": "40",
    },
    children: nodes.map((node) => ({ id: node.id, width: NODE.width, height: NODE.height })),
    edges: edges.map(({ from, to }, index) => ({ id: String(index), sources: [from], targets: [to] })),
  })) as ElkNode;
  return {
    ...boxOf(box),
    id,
    nodes: children.map((child) => ({ ...boxOf(child), node: own.get(child.id)! })),
    edges: routed.map((each) => ({ edge: edges[Number(each.id)]!, points: pointsOf(each) })),
    listed: [],
  };
}

const stackIds = (graph: Graph): readonly string[] => [...new Set(graph.nodes.map(({ stack }) => stack))];

/** Stacks side by side as they depend on one another, what crosses on cards between them. */
export async function wideLayout(graph: Graph, bundles: readonly Bundle[]): Promise<Layout> {
  const stacks = await Promise.all(stackIds(graph).map((id) => placedStack(id, graph)));
  const outer = (await new ELK().layout({
    id: "picture",
    layoutOptions: {
      ...LAYERED,
      "elk.layered.mergeEdges": "false",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.padding": "[top=8,left=8,bottom=8,right=8]",
      "elk.spacing.nodeNode": "32",
      "elk.spacing.edgeNode": "24",
      "elk.spacing.edgeLabel": "0",
      "elk.spacing.labelNode": "16",
      "elk.layered.spacing.nodeNodeBetweenLayers": "28",
      "elk.layered.spacing.edgeNodeBetweenLayers": "20",
      "elk.edgeLabels.placement": "CENTER",
    },
    children: stacks.map(({ id, width, height }) => ({ id, width, height })),
    edges: bundles.map((bundle, index) => ({
      id: String(index),
      sources: [bundle.producer],
      targets: [bundle.consumer],
      labels: [{ text: "card", ...cardSize(bundle), layoutOptions: { "elk.edgeLabels.inline": "true" } }],
    })),
  })) as ElkNode;
  const places = new Map(outer.children!.map((child) => [child.id, boxOf(child)]));
  return {
    width: outer.width!,
    height: outer.height!,
    stacks: stacks.map((stack) => moved(stack, places.get(stack.id)!)),
    bundles: outer.edges!.map((each) => ({
      bundle: bundles[Number(each.id)]!,
      points: pointsOf(each),
      card: boxOf(each.labels![0]!),
    })),
  };
}

/** Everything in one column, for a screen that is held upright: a stack lists what it takes from the others. */
export function narrowLayout(graph: Graph, bundles: readonly Bundle[]): Layout {
  const stacks = stackIds(graph).map((id): PlacedStack => {
    const nodes = graph.nodes.filter(({ stack }) => stack === id);
    const edges = graph.edges.filter(({ from }) => nodes.some((node) => node.id === from));
    const listed = bundles.filter(({ consumer }) => consumer === id);
    const cards = listed.map((bundle) => cardSize(bundle).height + CARD.gap);
    const top = cards.reduce((sum, height) => sum + height, STACK.heading as number);
    return { ...columnOf(nodes, edges, top), listed };
  });
  const width = Math.max(...stacks.map((stack) => stack.width));
  let y = 2;
  const column = stacks.map((stack): PlacedStack => {
    const placed = { ...stack, x: 2, y, width };
    y += stack.height + STACK.gap;
    return placed;
  });
  return { width: width + 4, height: y - STACK.gap + 2, stacks: column, bundles: [] };
}
