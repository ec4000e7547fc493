import { type Markup, markup } from "../markup";
import type { PictureNode } from "../model/nodes";
import { icon } from "./icons";
import type { PlacedNode } from "./placed";
import { NODE } from "./measures";
import { fitted, textWidth } from "./text-width";

const MARGIN = 12;
const DATA_MARK = 12;

/** `4 resources, holds data` */
export function aboutNode({ resources, bearsData }: PictureNode): string {
  const count = `${resources.length} resource${resources.length === 1 ? "" : "s"}`;
  return bearsData ? `${count}, holds data` : count;
}

/** The mark of what holds data: a small drum. */
export function dataMark(x: number, y: number): Markup {
  const drum = "M0 2.5C0 1.1 2.7 0 6 0s6 1.1 6 2.5v8C12 11.9 9.3 13 6 13s-6-1.1-6-2.5z";
  const lid = "M.5 3.2C1 4.5 3 5.2 6 5.2s5-.7 5.5-2";
  return markup`<g transform="translate(${x} ${y})"><path class="data" d="${drum}"/><path class="data-lid" d="${lid}"/></g>`;
}

function marks({ resources, bearsData }: PictureNode): { readonly drawn: Markup; readonly width: number } {
  const count = resources.length > 1 ? `×${resources.length}` : "";
  const countWidth = count ? textWidth(count, { ...NODE.detail, bold: true }) : 0;
  const end = NODE.width - MARGIN - (bearsData ? DATA_MARK + 6 : 0);
  return {
    drawn: markup`${count && markup`<text class="count" x="${end}" y="26" text-anchor="end">${count}</text>`}${
      bearsData && dataMark(NODE.width - MARGIN - DATA_MARK, 15)
    }`,
    width: countWidth + (bearsData ? DATA_MARK + 6 : 0) + (count || bearsData ? 6 : 0),
  };
}

/** What is inside a node's box. */
export function nodeContent(node: PictureNode): Markup {
  const text = NODE.iconWidth + MARGIN;
  const available = NODE.width - text - MARGIN;
  const { drawn, width } = marks(node);
  const title = fitted(node.title, NODE.title, available - width);
  const detail = fitted(node.detail, NODE.detail, available);
  return markup`<title>${node.title}: ${aboutNode(node)}
${node.detail}</title>
<rect class="box" width="${NODE.width}" height="${NODE.height}" rx="11"/>
<rect class="badge" x="10" y="12" width="36" height="36" rx="9"/>
<g transform="translate(18 20)">${icon(node.icon)}</g>
<text class="title" x="${text}" y="26">${title}</text>
<text class="detail" x="${text}" y="44">${detail}</text>${drawn}`;
}

/** A node in its place. With `link`, following it leads to the inventory. */
export function drawNode({ node, x, y }: PlacedNode, link: boolean): Markup {
  const place = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  if (!link)
    return markup`<g transform="${place}">${nodeContent(node)}</g>
`;
  const label = `${node.title}: ${aboutNode(node)}`;
  const attributes = markup`href="#inventory" data-node="${node.id}" aria-label="${label}" transform="${place}"`;
  return markup`<a class="node" ${attributes}>${nodeContent(node)}</a>
`;
}
