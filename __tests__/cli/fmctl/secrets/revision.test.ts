import { revisionOf, versionsBehind } from "../../../../cli/fmctl/secrets/revision";

const plain = { host: "10.16.0.3", port: "5432", user: "flowmaestro", database: "flowmaestro" };

// Printed by `terraform console` for tostring(parseint(substr(sha256(jsonencode({…})), 0, 8), 16)), the expression of
// constructs/secrets/kubernetes-secret.ts.
test.each([
  ["a database's", plain, { password: "7" }, "3038412377"],
  ["the application's", {}, { "jwt-secret": "2", "encryption-key": "1" }, "3859523348"],
  ["one without keys", {}, {}, "1142124451"],
])("a revision is the number that Terraform computes: %s", (_which, values, versions, revision) => {
  expect(revisionOf(values, versions)).toBe(revision);
});

describe("a revision says which versions pods run with", () => {
  const newest = { A: "3", B: "2", C: "5" };

  test.each([
    ["the newest", newest],
    ["one behind", { ...newest, C: "1" }],
    ["two behind", { ...newest, A: "1", B: "1" }],
  ])("%s", (_which, running) => {
    expect(versionsBehind(plain, newest, revisionOf(plain, running))).toEqual(running);
  });

  test("not when the host was another one", () => {
    const before = revisionOf({ ...plain, host: "10.16.0.9" }, newest);

    expect(versionsBehind(plain, newest, before)).toBeUndefined();
  });

  test("not for ever: a hundred keys with ten versions are given up soon", () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`KEY_${index}`, "10"]));
    const start = Date.now();

    expect(versionsBehind({}, many, "0")).toBeUndefined();
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});
