/** Something that an expression refers to. */
export interface Reference {
  /** `type.id`, `data.type.id`, `ephemeral.type.id`, `local.name` or `var.name`. */
  readonly address: string;
  /** What follows the address, such as `metadata[0].name`; empty for the whole of it. */
  readonly attribute: string;
}

const OPENING = "${";
/** How Terraform writes an opening that opens nothing. */
const ESCAPED = "$${";

function endOfString(source: string, from: number): number {
  for (let index = from; index < source.length; index++) {
    if (source[index] === '"') return index;
    if (source[index] === "\\") index++;
    else if (source.startsWith(ESCAPED, index)) index += ESCAPED.length - 1;
    else if (source.startsWith(OPENING, index)) index = endOfInterpolation(source, index + OPENING.length);
  }
  throw new Error(`a string without an end: ${source.slice(from)}`);
}

function endOfInterpolation(source: string, from: number): number {
  let depth = 0;
  for (let index = from; index < source.length; index++) {
    if (source[index] === '"') index = endOfString(source, index + 1);
    else if (source[index] === "{") depth++;
    else if (source[index] === "}" && depth-- === 0) return index;
  }
  throw new Error(`an interpolation without an end: ${source.slice(from)}`);
}

/** The expressions of a template: `a` and `b` in `${a}-${b}`. */
export function expressionsIn(template: string): readonly string[] {
  const expressions: string[] = [];
  for (let index = 0; index < template.length; index++) {
    if (template.startsWith(ESCAPED, index)) index += ESCAPED.length - 1;
    else if (template.startsWith(OPENING, index)) {
      const end = endOfInterpolation(template, index + OPENING.length);
      expressions.push(template.slice(index + OPENING.length, end));
      index = end;
    }
  }
  return expressions;
}

/** The expression that a template is, or nothing when there is text around it. */
export function soleExpression(template: string): string | undefined {
  const [expression] = expressionsIn(template);
  return template === `\${${expression}}` ? expression : undefined;
}

/** An expression without its strings; what they interpolate stays. */
function code(expression: string): string {
  let result = "";
  for (let index = 0; index < expression.length; index++) {
    if (expression[index] === '"') {
      const end = endOfString(expression, index + 1);
      const inner = expressionsIn(expression.slice(index + 1, end)).map((nested) => `(${code(nested)})`);
      result += `"${inner.join("")}"`;
      index = end;
    } else result += expression[index];
  }
  return result;
}

const TRAVERSAL = /(?<![\w."-])([A-Za-z_][\w-]*)((?:\.(?:[A-Za-z_][\w-]*|\*)|\[[^\]]*\])+)/g;
/** Names of Terraform's own that are no blocks. */
const BUILT_IN = ["terraform", "path", "self", "each", "count"];

/** The reference that a traversal such as `data.type.id.attribute` is. */
export function referenceOf(traversal: string): Reference {
  const parts = traversal.split(".");
  const length = ["data", "ephemeral"].includes(parts[0]!) ? 3 : 2;
  const [last = "", ...index] = parts[length - 1]!.split(/(?=\[)/);
  return {
    address: [...parts.slice(0, length - 1), last].join("."),
    attribute: [...index, ...parts.slice(length)].join("."),
  };
}

/** Everything that a template refers to. */
export function referencesIn(template: string): readonly Reference[] {
  return expressionsIn(template)
    .flatMap((expression) => [...code(expression).matchAll(TRAVERSAL)])
    .filter(([, head]) => !BUILT_IN.includes(head!))
    .map(([traversal]) => referenceOf(traversal));
}
