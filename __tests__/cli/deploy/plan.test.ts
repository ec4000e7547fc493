import { plannedChanges, type ShownPlan } from "../../../cli/deploy/plan";
import { shownChange } from "./fakes";

const changesOf = (changes: readonly object[], configuration: object = {}) =>
  plannedChanges({ resource_changes: changes, configuration: { root_module: configuration } } as ShownPlan);

test("a change is one word", () => {
  const kinds = changesOf([
    shownChange("a.create", ["create"]),
    shownChange("a.update", ["update"]),
    shownChange("a.replace", ["delete", "create"]),
    shownChange("a.replace_first", ["create", "delete"]),
    shownChange("a.delete", ["delete"]),
    shownChange("a.forget", ["forget"]),
    shownChange("a.import", ["no-op"], {}, { importing: { id: "x" } }),
    shownChange("a.nothing", ["no-op"]),
    { ...shownChange("data.a", ["read"]), mode: "data" },
  ]).map(({ address, kind }) => `${address} ${kind}`);

  expect(kinds).toEqual([
    "a.create create",
    "a.update update",
    "a.replace replace",
    "a.replace_first replace",
    "a.delete delete",
    "a.forget forget",
    "a.import import",
  ]);
});

test("the arguments that change are named, and no value of them is kept", () => {
  const before = { same: 1, password: "old-secret", gone: "gone-secret", id: "1" };
  const after = { same: 1, password: "new-secret", added: "added-secret" };
  const [changed] = changesOf([shownChange("a.b", ["update"], after, { before, after_unknown: { id: true } })]);

  expect(changed!.arguments).toEqual(["password", "gone", "id", "added"]);
  expect(JSON.stringify(changed)).not.toContain("-secret");
});

test("a replacement names what forces it", () => {
  const paths = [["settings", 0, "tier"], ["name"]];
  const [changed] = changesOf([shownChange("a.b", ["delete", "create"], {}, { replace_paths: paths })]);

  expect(changed!.arguments).toEqual(["settings", "name"]);
});

test("the object's name is where each provider has it, and of what is deleted as well", () => {
  const objects = changesOf([
    shownChange("kubernetes_namespace_v1.a", ["create"], { metadata: [{ name: "flowmaestro", namespace: null }] }),
    shownChange("kubernetes_secret_v1.a", ["create"], { metadata: [{ name: "app", namespace: "flowmaestro" }] }),
    shownChange("helm_release.a", ["create"], { name: "api", namespace: "flowmaestro", metadata: { name: "?" } }),
    shownChange("helm_release.b", ["delete"], {}, { before: { name: "old", namespace: "flowmaestro" }, after: null }),
    shownChange("kubernetes_secret_v1.b", ["create"], { metadata: [{ generate_name: "unknown-" }] }),
  ]).map(({ object }) => object);

  expect(objects).toEqual([
    { name: "flowmaestro", namespace: undefined },
    { name: "app", namespace: "flowmaestro" },
    { name: "api", namespace: "flowmaestro" },
    { name: "old", namespace: "flowmaestro" },
    undefined,
  ]);
});

test("a secret whose values are made up is told from one whose values are kept somewhere", () => {
  const secret = (address: string) => shownChange(address, ["create"], { data_wo_revision: 7 });
  const resource = (address: string, ...references: string[]) => ({
    address,
    expressions: { data_wo: { references } },
  });
  const found = changesOf(
    [
      secret("kubernetes_secret_v1.made"),
      secret("kubernetes_secret_v1.kept"),
      shownChange("kubernetes_secret_v1.plain", ["create"], {}),
    ],
    {
      resources: [
        resource("kubernetes_secret_v1.made", "local.host", "ephemeral.random_password.a.result"),
        resource("kubernetes_secret_v1.kept", "ephemeral.google_secret_manager_secret_version.a.secret_data"),
      ],
    },
  );

  expect(found.map(({ secret }) => secret)).toEqual([
    { revision: 7, generated: true },
    { revision: 7, generated: false },
    undefined,
  ]);
});
