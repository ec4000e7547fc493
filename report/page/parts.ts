import { type Markup, markup, type Part } from "../markup";
import type { ColourOf } from "../picture/draw-stack";

const WORD_BREAK = markup`<wbr>`;

/** A column of a table: its title, which narrow screens put before every cell. */
export type Columns = readonly string[];

/** A table that becomes a list of cards on a narrow screen; the roles say that it is still a table. */
export function table(caption: string, columns: Columns, rows: readonly (readonly Part[])[], className = ""): Markup {
  const head = columns.map((title) => markup`<th role="columnheader" scope="col">${title}</th>`);
  const body = rows.map((cells) => {
    const labelled = cells.map((cell, index) => markup`<td role="cell" data-label="${columns[index]}">${cell}</td>`);
    return markup`<tr role="row">${labelled}</tr>
`;
  });
  return markup`<table role="table" class="${className}">
<caption class="unseen">${caption}</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${body}</tbody>
</table>`;
}

/** A section with a heading that the navigation leads to. */
export function section(id: string, title: string, about: Part, ...content: readonly Part[]): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" tabindex="-1">${title}</h2>
<p class="about">${about}</p>
${content}
</section>`;
}

/** A stack's name in its colour. */
export function stackChip(stack: string, colourOf: ColourOf): Markup {
  return markup`<span class="chip ${colourOf(stack)}">${stack}</span>`;
}

/** A short judgement in a colour; the word says it without the colour. */
export function pill(tone: "good" | "warning" | "danger" | "plain", text: string): Markup {
  return markup`<span class="pill ${tone}">${text}</span>`;
}

/** `1 resource`, `2 resources` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const LONG = 24;

/** Something that stands in code; a long one may be broken after a dot, a slash or an underscore. */
export function code(text: string): Markup {
  const pieces = text.length > LONG ? text.split(/(?<=[._/])/) : [text];
  return markup`<code>${pieces.map((piece, index) => [index > 0 && WORD_BREAK, piece])}</code>`;
}

/** A list that opens. */
export function unfolded(summary: string, items: readonly Part[]): Markup {
  return markup`<details><summary>${summary}</summary><ul>${items.map((item) => markup`<li>${item}</li>`)}</ul></details>`;
}
