import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
} from "yaml";

type Key = string;
type Value = string | number | boolean | { readonly [key: Key]: Value } | readonly Value[];
type Entry = Pair<Node, Node | null>;

const isFlow = (map: YAMLMap) => map.flow === true;

function entryOf(map: unknown, key: Key): Entry | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find(({ key: each }) => isScalar(each) && each.value === key) as Entry | undefined;
}

/** Where the last character of a node is, without the comment behind it. */
function lastOf(node: Node): number {
  const items = isCollection(node) && !node.flow ? node.items : [];
  const last = items.at(-1);
  if (isPair(last)) return lastOf((last.value ?? last.key) as Node);
  return last ? lastOf(last as Node) : node.range![1];
}

/**
 * The text of an environment's file. What is set replaces exactly the characters of what was there, so that comments,
 * order and layout stay as somebody wrote them.
 */
export class YamlText {
  constructor(private text: string) {}

  toString(): string {
    return this.text;
  }

  /** Replaces everything above the first key: comments of the file this one was made from. */
  setHeader(lines: readonly string[]): void {
    const [first] = (parseDocument(this.text).contents as YAMLMap).items as readonly Entry[];
    const body = this.text.slice(this.lineStart(first!.key.range![0]));
    this.text = `${lines.map((line) => `# ${line}`.trimEnd()).join("\n")}\n\n${body}`;
  }

  /**
   * Sets a key, which need not be there. A plain value leaves the comment beside it; a map replaces the whole entry. What
   * an alias (`*name`) brings is left alone.
   */
  set(path: readonly Key[], value: Value): void {
    let map: unknown = parseDocument(this.text).contents;
    for (const [index, key] of path.entries()) {
      const entry = entryOf(map, key);
      const rest = path.slice(index + 1);
      if (!entry) {
        const nested = rest.reduceRight<Value>((inner, each) => ({ [each]: inner }), value);
        this.insert(map as YAMLMap, { [key]: nested });
        return;
      }
      if (isAlias(entry.value)) return;
      if (rest.length === 0) this.replace(entry, value);
      map = entry.value;
    }
  }

  private replace(entry: Entry, value: Value): void {
    const { key, value: old } = entry;
    if (isScalar(old) && typeof value !== "object") {
      this.splice(old.range![0], old.range![1], stringify(value).trimEnd());
      return;
    }
    const start = this.lineStart(key.range![0]);
    const name = String((key as { readonly value?: unknown }).value);
    this.splice(
      start,
      this.lineEnd(old ? lastOf(old) : key.range![1]),
      this.block({ [name]: value }, key.range![0] - start),
    );
  }

  private insert(map: YAMLMap, added: Readonly<Record<Key, Value>>): void {
    const last = map.items.at(-1) as Entry;
    if (isFlow(map)) {
      const text = stringify(added, { collectionStyle: "flow", lineWidth: 0 }).trim();
      this.splice(lastOf(last.value!), lastOf(last.value!), `, ${text.replace(/^\{ | \}$/g, "")}`);
      return;
    }
    const start = this.lineStart(last.key.range![0]);
    const end = this.lineEnd(lastOf(last.value ?? last.key));
    const isTop = start === last.key.range![0];
    const isPlain = isScalar(last.value) && Object.values(added).every((value) => typeof value !== "object");
    const gap = isTop && !isPlain ? "\n\n" : "\n";
    this.splice(end, end, gap + this.block(added, last.key.range![0] - start));
  }

  private block(value: Value, indent: number): string {
    const lines = stringify(value, { lineWidth: 0 }).trimEnd().split("\n");
    return lines.map((line) => " ".repeat(indent) + line).join("\n");
  }

  private splice(start: number, end: number, replacement: string): void {
    this.text = this.text.slice(0, start) + replacement + this.text.slice(end);
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  private lineEnd(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    return end === -1 ? this.text.length : end;
  }
}
