import { createHash } from "node:crypto";

/** A value of Terraform's language. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

type Lookup = (reference: string) => Value;

const FUNCTIONS: Readonly<Record<string, (...args: Value[]) => Value>> = {
  yamlencode: (value) => value!,
  // A map that is only known to Terraform is one in which nothing is found.
  lookup: (map, key, otherwise) => (map as Readonly<Record<string, Value>>)[key as string] ?? otherwise!,
  tostring: (value) => String(value as string | number),
  substr: (text, offset, length) => (text as string).substring(Number(offset), Number(offset) + Number(length)),
  sha256: (text) =>
    createHash("sha256")
      .update(text as string)
      .digest("hex"),
};

/** A reader of the few forms of Terraform's expressions that our stacks hand to Helm. Anything else is an error. */
class Reader {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly lookup: Lookup,
  ) {}

  whole(): Value {
    const value = this.value();
    this.space();
    if (this.position !== this.text.length) throw this.surprise();
    return value;
  }

  private value(): Value {
    this.space();
    if (this.text[this.position] === '"') return this.string();
    if (this.take("{")) return this.object();
    if (this.take("[")) return this.list("]");
    return this.word();
  }

  private object(): Value {
    const result: Record<string, Value> = {};
    while (!this.take("}")) {
      this.space();
      const key = this.string();
      this.expect("=");
      result[key] = this.value();
      this.take(",");
    }
    return result;
  }

  private list(end: string): Value[] {
    const result: Value[] = [];
    while (!this.take(end)) {
      result.push(this.value());
      this.take(",");
    }
    return result;
  }

  private word(): Value {
    const [word] = /^[\w.[\]-]+/.exec(this.text.slice(this.position)) ?? [];
    if (word === undefined) throw this.surprise();
    this.position += word.length;
    if (this.take("(")) {
      const call = FUNCTIONS[word];
      if (!call) throw new Error(`${word}() is not a function that this reader knows`);
      return call(...this.list(")"));
    }
    if (/^-?\d/.test(word)) return Number(word);
    if (word === "true" || word === "false") return word === "true";
    return word === "null" ? null : this.lookup(word);
  }

  private string(): string {
    this.expect('"');
    let result = "";
    for (;;) {
      const character = this.text[this.position];
      if (character === undefined) throw this.surprise();
      this.position += 1;
      if (character === '"') return result;
      if (character === "\\") {
        const escaped = this.text[this.position]!;
        this.position += 1;
        result += escaped === "n" ? "\n" : escaped;
      } else if (character === "$" && this.text[this.position] === "{") {
        this.position += 1;
        result += String(this.value() as string | number);
        this.expect("}");
      } else {
        result += character;
      }
    }
  }

  private space(): void {
    while (/\s/.test(this.text[this.position] ?? "")) this.position += 1;
  }

  private take(symbol: string): boolean {
    this.space();
    if (!this.text.startsWith(symbol, this.position)) return false;
    this.position += symbol.length;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) throw this.surprise();
  }

  private surprise(): Error {
    return new Error(`unexpected at ${this.position}: ${this.text.slice(this.position, this.position + 40)}`);
  }
}

/** The value of `${…}`, with references answered by `lookup`. */
export function evaluate(template: string, lookup: Lookup): Value {
  const inner = /^\$\{(.*)\}$/s.exec(template)?.[1];
  if (inner === undefined) throw new Error(`not one expression: ${template}`);
  return new Reader(inner, lookup).whole();
}
