import { type NameKind, nameProblem, physicalName } from "../../../constructs/shared/names";

const long = (length: number) => "a".repeat(length);

test("a name is the application's, then its role", () => {
  expect(physicalName("compute", "nat", "1")).toBe("flowmaestro-nat-1");
  expect(physicalName("compute")).toBe("flowmaestro");
});

test.each<[NameKind, string]>([
  ["compute", long(63)],
  ["dnsZone", "public-1"],
  ["serviceAccount", long(30)],
  ["cluster", long(40)],
  ["sqlInstance", long(58)],
  ["redis", "a"],
  ["repository", "images"],
  ["bucket", `1${long(62)}`],
  ["secret", "integration-OPENAI_API_KEY"],
  ["release", long(53)],
  ["workspace", "Flow_Maestro-production"],
])("a name that the service of %s accepts has no problem", (kind, name) => {
  expect(nameProblem(kind, name)).toBeUndefined();
});

test.each<[NameKind, string, string]>([
  ["compute", long(64), "1 to 63 characters"],
  ["compute", "", "1 to 63 characters"],
  ["compute", "1a", "a name that matches"],
  ["compute", "a-", "a name that matches"],
  ["compute", "Nat", "a name that matches"],
  ["dnsZone", "a_b", "a name that matches"],
  ["serviceAccount", long(31), "6 to 30 characters"],
  ["serviceAccount", "short", "6 to 30 characters"],
  ["cluster", long(41), "1 to 40 characters"],
  ["sqlInstance", long(59), "1 to 58 characters"],
  ["redis", long(41), "1 to 40 characters"],
  ["repository", "Images", "a name that matches"],
  ["bucket", "ab", "3 to 63 characters"],
  ["bucket", "acme.", "a name that matches"],
  ["secret", "a.b", "a name that matches"],
  ["release", long(54), "1 to 53 characters"],
  ["workspace", long(91), "1 to 90 characters"],
  ["workspace", "a b", "a name that matches"],
])("refuses for %s the name %p, with the rule and its source", (kind, name, rule) => {
  expect(nameProblem(kind, name)).toContain(rule);
  expect(nameProblem(kind, name)).toMatch(/\(https:\/\/\S+\)$/);
});

test("refuses to make a name that the service would refuse, with both lengths", () => {
  expect(() => physicalName("serviceAccount", "orchestration-worker")).toThrow(
    "The serviceAccount name flowmaestro-orchestration-worker is not valid: got 32 characters, expected 6 to 30 characters",
  );
});
