/**
 * Widths of characters in thousandths of the font size: those of DejaVu Sans, which is wider than the fonts of most
 * systems. A picture is looked at with whatever font there is, so a text is cut where the widest would overflow.
 */
const NARROW = /[ijlI.,:;'|!]/;
const SLIM = /[ftr()[\]\-/· ]/;
const WIDE = /[mwMW@%…→]/;
const CAPITAL = /[A-Z×]/;

function width(character: string): number {
  if (NARROW.test(character)) return 300;
  if (SLIM.test(character)) return 380;
  if (WIDE.test(character)) return 930;
  return CAPITAL.test(character) ? 690 : 605;
}

/** A font's size in pixels, and whether it is bold. */
export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

/** How much wider bold is. */
const BOLD = 1.1;

/** Width of a text in pixels, rather too much than too little. */
export function textWidth(text: string, { size, bold = false }: Font): number {
  const thousandths = [...text].reduce((sum, character) => sum + width(character), 0);
  return (thousandths / 1000) * size * (bold ? BOLD : 1);
}

/** As much of a text as fits, with an ellipsis where something is left out. */
export function fitted(text: string, font: Font, available: number): string {
  if (textWidth(text, font) <= available) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join("")}…`, font) > available) characters.pop();
  return `${characters.join("").replace(/[\s,·]+$/, "")}…`;
}
