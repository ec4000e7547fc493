import { type Markup, markup } from "../markup";
import type { Bundle } from "../model/bundles";
import type { Use } from "../model/architecture";
import { arrow } from "./arrows";
import { drawNode } from "./draw-node";
import { cardSize } from "./layout";
import type { PlacedEdge, PlacedStack } from "./placed";
import { CARD, STACK } from "./measures";

/** Class of a stack's colour. */
export type ColourOf = (stack: string) => string;

const MOST_IN_TITLE = 10;

const withoutStack = (key: string): string => key.slice(key.indexOf("/") + 1);

function useText({ from, to, attribute }: Use): string {
  const separator = attribute === "" || attribute.startsWith("[") ? "" : ".";
  return `${withoutStack(from)}${separator}${attribute} → ${withoutStack(to)}`;
}

/** The references that an arrow stands for, a line each. */
export function usesText(uses: readonly Use[]): string {
  const lines = uses.slice(0, MOST_IN_TITLE).map(useText);
  return [...lines, ...(uses.length > MOST_IN_TITLE ? [`… and ${uses.length - MOST_IN_TITLE} more`] : [])].join("\n");
}

function drawEdge({ edge, points }: PlacedEdge): Markup {
  const { from, to, uses } = edge;
  return markup`<g class="edge" data-from="${from}" data-to="${to}"><title>${usesText(uses)}</title>${arrow(points)}</g>
`;
}

/** The lines of a card, the first one at `y`. */
export function cardLines({ lines }: Bundle, x: number, y: number): Markup {
  const shown = lines.length > 0 ? lines : ["comes after it"];
  return markup`${shown.map(
    (line, index) => markup`<text class="value" x="${x}" y="${y + index * CARD.lineHeight}">${line}</text>`,
  )}`;
}

function listedBundles({ listed, width }: PlacedStack, colourOf: ColourOf): Markup {
  let y: number = STACK.heading;
  const left = STACK.columnPadding;
  const drawn = listed.map((bundle) => {
    const { height } = cardSize(bundle);
    const card = markup`<g class="bundle ${colourOf(bundle.producer)}">
<rect class="card" x="${left}" y="${y}" width="${width - 2 * left}" height="${height}" rx="8"/>
<text class="from" x="${width - left - CARD.padding}" y="${y + 20}" text-anchor="end">from ${bundle.producer}</text>
${cardLines(bundle, left + CARD.padding, y + 20)}</g>
`;
    y += height + CARD.gap;
    return card;
  });
  return markup`${drawn}`;
}

/** A stack with all that is in it. */
export function drawStack(stack: PlacedStack, colourOf: ColourOf, link: boolean): Markup {
  const { id, x, y, width, height, nodes, edges } = stack;
  const count = nodes.reduce((sum, { node }) => sum + node.resources.length, 0);
  const [left, right] = [STACK.padding, (width - STACK.padding).toFixed(1)];
  return markup`<g class="stack ${colourOf(id)}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">
<rect class="frame" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="18"/>
<text class="heading" x="${left}" y="35">${id}</text>
<text class="about" x="${right}" y="35" text-anchor="end">${count} resource${count === 1 ? "" : "s"}</text>
${listedBundles(stack, colourOf)}<g aria-hidden="true">${edges.map(drawEdge)}</g>
${nodes.map((node) => drawNode(node, link))}</g>
`;
}
