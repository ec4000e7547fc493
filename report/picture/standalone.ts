import { Markup, markup } from "../markup";
import type { Architecture } from "../model/architecture";
import { bundlesOf } from "../model/bundles";
import { graphOf } from "../model/nodes";
import { colours, draw } from "./draw";
import { dataMark } from "./draw-node";
import { wideLayout } from "./layout";
import { pictureStyle } from "./style";

const LEGEND = 34;

/** Without what only people read. */
function compact(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{}:;,]) ?/g, "$1")
    .trim();
}

/** The picture as a file of its own, for README.md and the documentation. The same architecture gives the same text. */
export async function standaloneSvg(environment: string, architecture: Architecture): Promise<string> {
  const layout = await wideLayout(graphOf(architecture), bundlesOf(architecture));
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height) + LEGEND];
  const stacks = architecture.stacks.map(({ id }) => id).join(", ");
  const about = `The stacks ${stacks}, their resources and what crosses between them. Drawn from the synthesized stacks.`;
  const arrows = "→ from what is made first to what uses it; cards: values that one stack reads from another";
  const size = markup`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-labelledby="title about" ${size}>
<title id="title">FlowMaestro, ${environment}</title><desc id="about">${about}</desc>
<style>${new Markup(compact(pictureStyle()))}</style>
<rect class="backdrop" width="${width}" height="${height}"/>
${draw(layout, colours(architecture.stacks), false)}
<g class="c0" transform="translate(24 ${height - 22})">${dataMark(0, -10)}
<text class="about" x="20">holds data</text><text class="about" x="104">${arrows}</text></g>
</svg>
`;
  return svg.text;
}
