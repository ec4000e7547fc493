import { readFileSync } from "node:fs";
import { join } from "node:path";

const css = readFileSync(join(__dirname, "..", "..", "report", "picture", "palette.css"), "utf8");
const [light, dark, paper] = css.split(/@media [^{]+\{/).map(coloursIn);
const LOOKS = { light, dark, paper } as Record<string, Record<string, string>>;

function coloursIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name!, value!]));
}

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const STACKS = [0, 1, 2, 3, 4, 5].map((index) => `c${index}`);
const PAIRS = [
  ...["text", "muted", "accent"].flatMap((text) => ["ground", "panel", "sunken"].map((on) => [text, on] as const)),
  ...STACKS.flatMap((stack) =>
    ["ground", "panel", `${stack}-ground`]
      .flatMap((on) => [[stack, on] as const])
      .concat([
        ["text", `${stack}-ground`],
        ["muted", `${stack}-ground`],
      ]),
  ),
  ...["danger", "warning", "good"].flatMap((tone) => [`${tone}-ground`, "ground"].map((on) => [tone, on] as const)),
  ["text", "danger-ground"],
  ["muted", "danger-ground"],
] as const;

// axe does not look at text in SVG.
test.each(Object.keys(LOOKS))("%s: every text can be read on every ground that it stands on", (look) => {
  const colours = LOOKS[look]!;

  const weak = PAIRS.map(([text, on]) => [text, on, contrast(colours[text]!, colours[on]!)] as const).filter(
    ([, , ratio]) => !(ratio >= 4.5),
  );

  expect(weak).toEqual([]);
});

test.each(Object.keys(LOOKS))("%s: arrows can be seen on every ground", (look) => {
  const colours = LOOKS[look]!;
  const grounds = ["ground", ...STACKS.map((stack) => `${stack}-ground`)];

  expect(grounds.filter((on) => contrast(colours["arrow"]!, colours[on]!) < 3)).toEqual([]);
});
