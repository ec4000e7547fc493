import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

/** A label of a selector and what it must be. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** Series that a query asks for. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly LabelMatcher[];
  /** The function that it is an argument of, such as `rate`. */
  readonly inside: string | undefined;
}

/**
 * What a query asks for, by Prometheus' own grammar.
 *
 * @throws Error when it is no PromQL
 */
export function selectorsIn(query: string): readonly Selector[] {
  const text = ({ from, to }: { readonly from: number; readonly to: number }) => query.slice(from, to);
  const selectors: (Selector & { matchers: LabelMatcher[] })[] = [];
  const functionAround = (node: SyntaxNode): string | undefined => {
    if (node.name !== "FunctionCall") return node.parent ? functionAround(node.parent) : undefined;
    return text(node.getChild("FunctionIdentifier")!);
  };
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`no PromQL at character ${node.from}: ${query}`);
      const below = (name: string) => node.node.getChild(name)!;
      if (node.name === "VectorSelector") {
        selectors.push({ metric: text(below("Identifier")), matchers: [], inside: functionAround(node.node) });
      }
      if (node.name !== "UnquotedLabelMatcher") return;
      selectors.at(-1)!.matchers.push({
        label: text(below("LabelName")),
        operator: text(below("MatchOp")),
        value: text(below("StringLiteral")).slice(1, -1),
      });
    },
  });
  return selectors;
}

/** Labels that a query's aggregations group by. */
export function groupingsIn(query: string): readonly string[] {
  const groupings: string[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.name !== "GroupingLabels") return;
      groupings.push(...node.node.getChildren("LabelName").map(({ from, to }) => query.slice(from, to)));
    },
  });
  return groupings;
}
