import { type Markup, markup } from "../markup";
import { arrow } from "./arrows";
import { cardLines, type ColourOf, drawStack } from "./draw-stack";
import type { Layout, PlacedBundle } from "./placed";
import { CARD } from "./measures";

const COLOURS = 6;

/** Gives every stack of a picture its colour, in the order of the stacks. */
export function colours(stacks: readonly { readonly id: string }[]): ColourOf {
  return (stack) => `c${stacks.findIndex(({ id }) => id === stack) % COLOURS}`;
}

function bundleTitle({ bundle: { producer, consumer, crossings } }: PlacedBundle): string {
  return [`${producer} → ${consumer}`, ...crossings.map(({ name }) => name)].join("\n");
}

function drawBundle(placed: PlacedBundle, colourOf: ColourOf): Markup {
  const { bundle, points, card } = placed;
  const [x, y] = [card.x.toFixed(1), card.y.toFixed(1)];
  const [width, height] = [card.width.toFixed(1), card.height.toFixed(1)];
  return markup`<g class="bundle ${colourOf(bundle.producer)}">
<title>${bundleTitle(placed)}</title>${arrow(points, 1.35)}
<g transform="translate(${x} ${y})"><rect class="card" width="${width}" height="${height}" rx="8"/>
${cardLines(bundle, CARD.padding, 21)}</g></g>
`;
}

/** All that is drawn of a layout, without the `<svg>` around it. With `link`, nodes lead to the inventory. */
export function draw({ stacks, bundles }: Layout, colourOf: ColourOf, link: boolean): Markup {
  const between = bundles.map((bundle) => drawBundle(bundle, colourOf));
  return markup`<g aria-hidden="true">${between}</g>${stacks.map((stack) => drawStack(stack, colourOf, link))}`;
}
