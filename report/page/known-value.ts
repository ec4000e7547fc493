import { type Markup, markup } from "../markup";
import { expressionsIn } from "../model/expressions";

function text(value: string): readonly Markup[] {
  const pieces: Markup[] = [];
  let rest = value;
  for (const expression of expressionsIn(value)) {
    const whole = `\${${expression}}`;
    const at = rest.indexOf(whole);
    pieces.push(markup`${rest.slice(0, at)}<span class="later" title="known after the apply">${expression}</span>`);
    rest = rest.slice(at + whole.length);
  }
  return [...pieces, markup`${rest}`];
}

/** A value as far as it is known before the apply; what it will be made from stands for the rest. */
export function knownValue(value: unknown): Markup {
  if (typeof value === "string") return markup`<code>${text(value)}</code>`;
  if (Array.isArray(value)) {
    return value.length === 0
      ? markup`<span class="muted">none</span>`
      : markup`<ul class="values">${value.map((each) => markup`<li>${knownValue(each)}</li>`)}</ul>`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, child]) => markup`<span>${key}: ${knownValue(child)}</span>`);
    return markup`<div class="entries">${entries}</div>`;
  }
  return markup`<code>${String(value)}</code>`;
}
