import { type Markup, markup } from "../markup";
import type { Architecture } from "../model/architecture";
import { type Bundle, bundlesOf } from "../model/bundles";
import type { Origin } from "../model/origins";
import { type Graph, graphOf } from "../model/nodes";
import { colours, draw } from "../picture/draw";
import type { ColourOf } from "../picture/draw-stack";
import { narrowLayout, wideLayout } from "../picture/layout";
import type { Layout } from "../picture/placed";
import { code, counted, section, stackChip, table, unfolded } from "./parts";

function svg(layout: Layout, className: string, colourOf: ColourOf): Markup {
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const size = markup`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return markup`<svg class="picture ${className}" role="group" aria-label="Architecture" ${size}>
${draw(layout, colourOf, true)}</svg>`;
}

function originText({ address, attribute }: Origin): string {
  return attribute === "" || attribute.startsWith("[") ? address + attribute : `${address}.${attribute}`;
}

function crossingsTable(bundles: readonly Bundle[], colourOf: ColourOf): Markup {
  const rows = bundles.flatMap(({ crossings }) =>
    crossings.map(({ producer, consumer, name, origins, readers }) => [
      markup`<span class="way">${stackChip(producer, colourOf)} → ${stackChip(consumer, colourOf)}</span>`,
      markup`<strong>${code(name)}</strong>`,
      origins.map((origin) => markup`<div>${code(originText(origin))}</div>`),
      readers.length === 1 ? code(readers[0]!) : unfolded(counted(readers.length, "reader"), readers.map(code)),
    ]),
  );
  return table("Values that cross stacks", ["Way", "Value", "Comes from", "Read by"], rows);
}

function usesTable({ nodes, edges }: Graph, colourOf: ColourOf): Markup {
  const titleOf = new Map(nodes.map((node) => [node.id, node]));
  const rows = edges.map(({ from, to, uses }) => {
    const [maker, user] = [titleOf.get(from)!, titleOf.get(to)!];
    const lines = uses.map((use) => {
      const [stack, made] = [use.from.split("/", 1)[0]!, use.from.slice(use.from.indexOf("/") + 1)];
      const origin = originText({ stack, address: made, attribute: use.attribute });
      return markup`${code(origin)} → ${code(use.to.slice(use.to.indexOf("/") + 1))}`;
    });
    return [
      stackChip(maker.stack, colourOf),
      markup`<strong>${maker.title}</strong> → <strong>${user.title}</strong>`,
      unfolded(counted(uses.length, "reference"), lines),
    ];
  });
  return table("Arrows within the stacks", ["Stack", "Arrow", "References"], rows);
}

const ABOUT =
  "Drawn from the synthesized stacks. An arrow leads from what is made first to what uses it; arrows that follow from " +
  "others are left out. A card lists the values that one stack reads from another. Choose a box to see its resources in " +
  "the inventory.";

/** The picture, for wide and for narrow screens, and what every edge of it stands for. */
export async function pictureSection(architecture: Architecture): Promise<Markup> {
  const graph = graphOf(architecture);
  const bundles = bundlesOf(architecture);
  const colourOf = colours(architecture.stacks);
  const wide = await wideLayout(graph, bundles);
  const narrow = narrowLayout(graph, bundles);
  return section(
    "architecture",
    "Architecture",
    ABOUT,
    markup`<div class="drawing">${svg(wide, "wide", colourOf)}${svg(narrow, "narrow", colourOf)}</div>
<p id="looked-at" class="looked-at" aria-live="polite"></p>`,
    markup`<h3>What crosses the stacks</h3>${crossingsTable(bundles, colourOf)}`,
    markup`<details class="more"><summary>What the arrows within the stacks stand for</summary>${usesTable(graph, colourOf)}</details>`,
  );
}
