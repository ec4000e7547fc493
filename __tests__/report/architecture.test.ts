import { readArchitecture } from "../../report/model/architecture";
import { bundlesOf } from "../../report/model/bundles";
import { graphOf } from "../../report/model/nodes";
import { addressedBlocks } from "../support/blocks";
import { originsOf } from "../support/trace";
import { SUBJECTS } from "../support/variants";

describe.each(Object.keys(SUBJECTS))("the architecture of %s", (subject) => {
  const synthesized = SUBJECTS[subject]!;
  const architecture = () => readArchitecture(synthesized().outdir);

  test("has every resource of every stack", () => {
    const read = Object.fromEntries(
      architecture().stacks.map(({ id, resources }) => [id, resources.map(({ address }) => address)]),
    );
    const there = Object.entries(synthesized().stacks).map(([id, stack]) => {
      return [id, addressedBlocks(stack).flatMap(({ kind, address }) => (kind === "resource" ? [address] : []))];
    });

    expect(read).toEqual(Object.fromEntries(there));
  });

  test("puts a stack after those that it depends on", () => {
    const ids = architecture().stacks.map(({ id }) => id);

    for (const { id, dependencies } of architecture().stacks) {
      for (const each of dependencies) expect(ids.indexOf(each)).toBeLessThan(ids.indexOf(id));
    }
  });

  test("tells of every value that crosses where it comes from and who reads it", () => {
    // GIVEN what a stack calls its own
    const named = Object.entries(synthesized().stacks).flatMap(([id, { locals = {} }]) =>
      Object.entries(locals)
        .filter(([, value]) => String(value).includes("terraform_remote_state"))
        .map(([local, value]) => ({ id, local, origins: originsOf(synthesized(), id, String(value)) })),
    );

    // WHEN
    const crossings = architecture().crossings.map(({ consumer, producer, name, origins, readers }) => {
      expect(readers).not.toEqual([]);
      const from = origins.map(({ stack, address, attribute }) => {
        return `${stack}/${address}${attribute.startsWith("[") ? "" : "."}${attribute}`;
      });
      return { id: consumer, local: `${producer}_${name}`, origins: from };
    });

    // THEN
    const inOrder = (values: typeof named) =>
      [...values].sort((a, b) => `${a.id}${a.local}`.localeCompare(`${b.id}${b.local}`));
    expect(inOrder(crossings)).toEqual(inOrder(named));
  });

  test("is drawn whole: every resource in one box, every box called by another id", () => {
    const { nodes } = graphOf(architecture());
    const drawn = nodes.flatMap(({ resources }) => resources.map(({ stack, address }) => `${stack}/${address}`));
    const all = architecture().stacks.flatMap(({ resources }) =>
      resources.map(({ stack, address }) => `${stack}/${address}`),
    );

    expect([...drawn].sort()).toEqual([...all].sort());
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  test("leaves no arrow out but those that follow from others", () => {
    // GIVEN
    const read = architecture();
    const { nodes, edges } = graphOf(read);
    const nodeOf = new Map(nodes.flatMap(({ id, resources }) => resources.map((r) => [`${r.stack}/${r.address}`, id])));
    const after = (start: string): ReadonlySet<string> => {
      const found = new Set([start]);
      for (const id of found) for (const edge of edges) if (edge.from === id) found.add(edge.to);
      return found;
    };

    // THEN
    for (const { from, to } of read.uses.filter((use) => use.from.split("/")[0] === use.to.split("/")[0])) {
      expect([from, to, after(nodeOf.get(from)!).has(nodeOf.get(to)!)]).toEqual([from, to, true]);
    }
    for (const edge of edges) {
      const others = edges.filter((each) => each !== edge && each.from === edge.from);
      expect(others.filter(({ to }) => after(to).has(edge.to))).toEqual([]);
    }
  });

  test("knows a kind for every type of resource", () => {
    expect(graphOf(architecture()).nodes.filter(({ icon }) => icon === "other")).toEqual([]);
  });
});

test("values that belong together are one line of a card", () => {
  const bundles = bundlesOf(readArchitecture(SUBJECTS["production"]!().outdir));
  const lines = bundles.find(({ producer, consumer }) => producer === "data" && consumer === "workloads")!.lines;

  expect(lines).toEqual([
    "buckets ×4",
    "database host",
    "database server ca",
    "image repository",
    "redis host",
    "redis port",
    "secret ids ×4",
  ]);
});

test("the counts and names below the titles are those of the environment", () => {
  const { nodes } = graphOf(readArchitecture(SUBJECTS["production"]!().outdir));
  const details = Object.fromEntries(nodes.map(({ title, detail }) => [title, detail]));

  expect(details).toMatchObject({
    Subnet: "10.0.0.0/20",
    "Private services": "10.16.0.0/16",
    "TLS policy": "TLS 1.2 · modern",
    "Cloud SQL": "PostgreSQL 15 · 3 databases",
    Redis: "STANDARD_HA · 5 GB",
    Buckets: "artifacts, interface-docs, knowledge-docs, uploads",
    "api-server": "3 to 10 pods",
    temporal: "Helm chart 1.6.0",
    edge: "load balancer · 4 hosts",
  });
});
