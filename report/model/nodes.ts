import { type Architecture, keyOf, type Stack, type Use } from "./architecture";
import { detailOf } from "./details";
import { GUARDS, HELPER, type IconName, type Kind, kindOf, KINDS } from "./kinds";
import type { Resource } from "./resources";

/** One box of the picture. */
export interface PictureNode {
  /** Unique in the picture, and in ids of HTML. */
  readonly id: string;
  readonly stack: string;
  readonly title: string;
  readonly detail: string;
  readonly icon: IconName;
  readonly resources: readonly Resource[];
  readonly bearsData: boolean;
}

/** An arrow from what is made first to what uses it. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly uses: readonly Use[];
}

/** What the picture is drawn of: boxes, and arrows within each stack. */
export interface Graph {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

interface Group {
  readonly kind: Kind;
  readonly resources: Resource[];
}

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

function groupId(stack: string, kind: Kind, resource: Resource): string {
  return ["node", stack, slug(kind.title), ...(kind.each ? [resource.address.split(".")[1]!] : [])].map(slug).join("-");
}

function shared(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((id, index) => b[index] !== id);
  return different === -1 ? a.length : different;
}

/** What a helper is built with: the resource that has the most constructs around it in common, beside the stack. */
function helped(helper: Resource, resources: readonly Resource[]): Resource | undefined {
  const others = resources.filter(({ type }) => !HELPER.test(type));
  const depth = (other: Resource) => shared(helper.constructs, other.constructs);
  const nearest = [...others].sort((a, b) => depth(b) - depth(a))[0];
  return nearest && depth(nearest) > 1 ? nearest : undefined;
}

function nodesOf({ id: stack, resources }: Stack): readonly PictureNode[] {
  const groups = new Map<string, Group>();
  const inPictureOrder = [...resources].sort((a, b) => Number(HELPER.test(a.type)) - Number(HELPER.test(b.type)));
  for (const resource of inPictureOrder) {
    const drawn = HELPER.test(resource.type) ? helped(resource, resources) : resource;
    const kind = drawn ? kindOf(drawn) : GUARDS;
    const id = groupId(stack, kind, drawn ?? resource);
    const group = groups.get(id) ?? { kind, resources: [] };
    group.resources.push(resource);
    groups.set(id, group);
  }
  const order = (kind: Kind) => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  return [...groups]
    .sort(([, a], [, b]) => order(a.kind) - order(b.kind))
    .map(([id, { kind, resources: members }]) => ({
      id,
      stack,
      title: kind.each ? (members[0]!.name ?? members[0]!.address) : kind.title,
      detail: detailOf(kind.title, members),
      icon: kind.icon,
      resources: members,
      bearsData: members.some((resource) => resource.bearsData),
    }));
}

function reaches(from: string, to: string, edges: readonly PictureEdge[]): boolean {
  const seen = new Set<string>();
  const visit = (current: string): boolean => {
    if (current === to) return true;
    if (seen.has(current)) return false;
    seen.add(current);
    return edges.some((edge) => edge.from === current && visit(edge.to));
  };
  return visit(from);
}

/** Without the arrows that follow from others: of a → b → c and a → c the last one. */
function reduced(edges: readonly PictureEdge[]): readonly PictureEdge[] {
  let left = edges;
  for (const edge of edges) {
    const others = left.filter((each) => each !== edge);
    if (reaches(edge.from, edge.to, others)) left = others;
  }
  return left;
}

/** The graph of an architecture. Arrows are within stacks; between them it is values that cross. */
export function graphOf({ stacks, uses }: Architecture): Graph {
  const nodes = stacks.flatMap(nodesOf);
  const nodeOf = new Map(nodes.flatMap((node) => node.resources.map((resource) => [keyOf(resource), node] as const)));
  const edges = new Map<string, PictureEdge & { readonly uses: Use[] }>();
  for (const use of uses) {
    const [from, to] = [nodeOf.get(use.from), nodeOf.get(use.to)];
    if (!from || !to || from === to || from.stack !== to.stack) continue;
    const key = `${from.id} ${to.id}`;
    const edge = edges.get(key) ?? { from: from.id, to: to.id, uses: [] };
    edge.uses.push(use);
    edges.set(key, edge);
  }
  return { nodes, edges: reduced([...edges.values()]) };
}
