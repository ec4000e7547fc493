import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readArchitecture } from "../../report/model/architecture";
import { bundlesOf } from "../../report/model/bundles";
import { graphOf } from "../../report/model/nodes";
import type { Box, Point } from "../../report/picture/geometry";
import { narrowLayout, wideLayout } from "../../report/picture/layout";
import type { Layout } from "../../report/picture/placed";
import { fitted, textWidth } from "../../report/picture/text-width";
import { picture, PICTURED, pictureFile } from "../../scripts/architecture-pictures";
import { SUBJECTS } from "../support/variants";

const DOCS = ["README.md", "docs/architecture.md"];

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The box of a piece of a line, without the ends at which it touches what it connects. */
function pieces(points: readonly Point[]): readonly Box[] {
  return points.slice(1).map((end, index) => {
    const start = points[index]!;
    const [x, y] = [Math.min(start.x, end.x), Math.min(start.y, end.y)];
    return { x: x + 0.5, y: y + 0.5, width: Math.abs(start.x - end.x) - 1, height: Math.abs(start.y - end.y) - 1 };
  });
}

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
}

describe.each(PICTURED)("the picture of %s in the documentation", (environment) => {
  test("is what `npm run generate` draws", async () => {
    expect(readFileSync(pictureFile(environment), "utf8")).toBe(await picture(environment));
  });

  test("is the same however often it is drawn", async () => {
    expect(await picture(environment)).toBe(await picture(environment));
  });

  test("needs nothing from anywhere", () => {
    const svg = readFileSync(pictureFile(environment), "utf8");

    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|url\(|<script|<image|href/);
  });
});

test.each(DOCS)("%s shows the picture", (file) => {
  expect(readFileSync(join(__dirname, "..", "..", file), "utf8")).toMatch(/architecture-production\.svg/);
});

describe.each(Object.keys(SUBJECTS))("the layout of %s", (subject) => {
  async function layouts(): Promise<readonly Layout[]> {
    const architecture = readArchitecture(SUBJECTS[subject]!().outdir);
    const [graph, bundles] = [graphOf(architecture), bundlesOf(architecture)];
    return [await wideLayout(graph, bundles), narrowLayout(graph, bundles)];
  }

  test("has room for everything: no box and no card on another, none outside of its stack", async () => {
    for (const { stacks, bundles, width, height } of await layouts()) {
      const solid = [...stacks, ...bundles.map(({ card }) => card)];
      expect(pairs(solid).filter(([a, b]) => overlap(a, b))).toEqual([]);
      for (const box of solid) {
        expect([box.x, box.y].every((each) => each >= 0)).toBe(true);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
      }
      for (const stack of stacks) {
        expect(pairs(stack.nodes).filter(([a, b]) => overlap(a, b))).toEqual([]);
        const sticksOut = (node: Box) => node.x + node.width > stack.width || node.y + node.height > stack.height;
        expect(stack.nodes.filter(sticksOut)).toEqual([]);
      }
    }
  });

  test("leads no line through a box or a card of others", async () => {
    for (const { stacks, bundles } of await layouts()) {
      for (const { nodes, edges } of stacks) {
        const crossed = edges.flatMap(({ points }) =>
          pieces(points).flatMap((piece) => nodes.filter((node) => overlap(piece, node))),
        );
        expect(crossed).toEqual([]);
      }
      for (const { bundle, points } of bundles) {
        const others = bundles.filter((each) => each.bundle !== bundle).map(({ card }) => card);
        const crossed = pieces(points).flatMap((piece) => [...stacks, ...others].filter((box) => overlap(piece, box)));
        expect(crossed).toEqual([]);
      }
    }
  });

  test("puts every arrow from and to the boxes that it names", async () => {
    for (const { stacks } of await layouts()) {
      for (const { nodes, edges } of stacks) {
        const touches = (id: string, { x, y }: Point) => {
          const box = nodes.find(({ node }) => node.id === id)!;
          return overlap({ x: x - 1, y: y - 1, width: 2, height: 2 }, box);
        };
        for (const { edge, points } of edges) {
          expect([touches(edge.from, points[0]!), touches(edge.to, points.at(-1)!)]).toEqual([true, true]);
        }
      }
    }
  });
});

test("a text that does not fit ends in an ellipsis that does", () => {
  const text = fitted("a rather long list of names, which does not fit", { size: 12 }, 100);

  expect(text).toMatch(/^a rather.*…$/);
  expect(textWidth(text, { size: 12 })).toBeLessThanOrEqual(100);
  expect(fitted("short", { size: 12 }, 100)).toBe("short");
});
