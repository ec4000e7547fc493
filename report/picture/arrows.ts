import { type Markup, markup } from "../markup";
import { type Point, roundedPath } from "./geometry";

const HEAD = { length: 8, halfWidth: 4.5 };

/** The end of an arrow: where its line stops, and the triangle that is its head. */
function headOf(points: readonly Point[], scale: number): { readonly neck: Point; readonly triangle: string } {
  const [before, tip] = points.slice(-2) as [Point, Point];
  const distance = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const along = { x: (tip.x - before.x) / distance, y: (tip.y - before.y) / distance };
  const length = HEAD.length * scale;
  const half = HEAD.halfWidth * scale;
  const neck = { x: tip.x - along.x * length, y: tip.y - along.y * length };
  const corners = [
    tip,
    { x: neck.x - along.y * half, y: neck.y + along.x * half },
    { x: neck.x + along.y * half, y: neck.y - along.x * half },
  ];
  return { neck, triangle: corners.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(" ") };
}

/** An arrow along points, and a wide invisible line around it to point at. */
export function arrow(points: readonly Point[], scale = 1): Markup {
  const { neck, triangle } = headOf(points, scale);
  const path = roundedPath([...points.slice(0, -1), neck]);
  return markup`<path class="line" d="${path}"/><polygon class="head" points="${triangle}"/>
<path class="hit" d="${path}"/>`;
}
