import { countsText, summarize } from "../../../cli/deploy/summary";
import { change } from "./fakes";

test("what loses data comes first, then what holds data, then what is lost otherwise, then the rest", () => {
  const { lines, losses, counts } = summarize([
    change("kubernetes_network_policy_v1.deny"),
    change("helm_release.api", { kind: "update", arguments: ["values"], object: { name: "api" } }),
    change("google_compute_router.nat", { kind: "replace", arguments: ["region"] }),
    change("google_redis_instance.redis", { kind: "update", arguments: ["memory_size_gb"] }),
    change("helm_release.postgres", { kind: "replace", object: { name: "postgres" } }),
    change("google_sql_database_instance.postgres", { kind: "replace", arguments: ["region"] }),
    change("google_storage_bucket.uploads", { kind: "delete" }),
  ]);

  expect(lines).toEqual([
    "REPLACE google_sql_database_instance.postgres (because of region)",
    "DELETE google_storage_bucket.uploads",
    "REPLACE helm_release.postgres (because of a taint)",
    "change google_redis_instance.redis (memory_size_gb)",
    "REPLACE google_compute_router.nat (because of region)",
    "change helm_release.api (values)",
    "create kubernetes_network_policy_v1.deny",
  ]);
  expect(losses.map(({ address }) => address)).toEqual([
    "google_sql_database_instance.postgres",
    "google_storage_bucket.uploads",
    "helm_release.postgres",
  ]);
  expect(countsText(counts)).toBe("1 to create, 2 to change, 3 to replace, 1 to delete");
});

test("what is adopted says so, and a long list of arguments is cut", () => {
  const { lines } = summarize([
    change("kubernetes_namespace_v1.a", { kind: "import", importId: "a" }),
    change("helm_release.b", { kind: "update", importId: "a/b", arguments: ["a", "b", "c", "d", "e", "f", "g"] }),
  ]);

  expect(lines).toEqual([
    "adopt kubernetes_namespace_v1.a",
    "change helm_release.b (a, b, c, d, e, f, …), adopted first",
  ]);
});

test("a plan without a change has new outputs", () => {
  expect(countsText(summarize([]).counts)).toBe("outputs only");
});

test("who may do what with something is not what it holds", () => {
  const { losses } = summarize([
    change("google_storage_bucket_iam_member.reader", { kind: "delete" }),
    change("google_storage_bucket.uploads", { kind: "delete" }),
  ]);

  expect(losses.map(({ address }) => address)).toEqual(["google_storage_bucket.uploads"]);
});
