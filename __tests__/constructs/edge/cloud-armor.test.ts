import { CloudArmor, type CloudArmorProps } from "../../../constructs/edge/cloud-armor";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

interface Rule {
  readonly priority: number;
  readonly action: string;
  readonly preview?: boolean;
  readonly match: object;
  readonly rate_limit_options?: object;
}

const MINIMAL: CloudArmorProps = { requestsPerMinute: 1200, rules: [], enforceRules: false, dependsOn: [] };
const EVERYBODY = { versioned_expr: "SRC_IPS_V1", config: { src_ip_ranges: ["*"] } };

const policy = (change: Partial<CloudArmorProps> = {}) =>
  resourceOf(
    synthConstruct((stack) => new CloudArmor(stack, "armor", { ...MINIMAL, ...change })),
    "google_compute_security_policy",
  );
const rules = (change: Partial<CloudArmorProps> = {}) => policy(change)["rule"] as readonly Rule[];

test("without rule sets, everybody may come, but not too often", () => {
  expect(rules()).toEqual([
    expect.objectContaining({
      action: "throttle",
      match: EVERYBODY,
      rate_limit_options: {
        enforce_on_key: "IP",
        conform_action: "allow",
        exceed_action: "deny(429)",
        rate_limit_threshold: { count: 1200, interval_sec: 60 },
      },
    }),
    { priority: 2147483647, description: "default", action: "allow", match: EVERYBODY },
  ]);
});

test("so many requests a minute are too often", () => {
  expect(rules({ requestsPerMinute: 60 })[0]!.rate_limit_options).toMatchObject({
    rate_limit_threshold: { count: 60, interval_sec: 60 },
  });
});

test("rule sets come first, each with a priority of its own", () => {
  // WHEN
  const [sqli, xss, limit, all] = rules({ rules: ["sqli-v33-stable", "xss-v33-stable"] });

  // THEN
  expect(sqli!.match).toEqual({
    expr: { expression: "evaluatePreconfiguredWaf('sqli-v33-stable', {'sensitivity': 1})" },
  });
  const priorities = [sqli, xss, limit, all].map((rule) => rule!.priority);
  expect(priorities).toEqual([...new Set(priorities)].sort((a, b) => a - b));
});

test.each([
  [false, true],
  [true, false],
])("enforced %p, rule sets only log: %p", (enforceRules, preview) => {
  expect(rules({ rules: ["xss-v33-stable"], enforceRules })[0]).toMatchObject({ action: "deny(403)", preview });
});

test("floods are watched for", () => {
  expect(policy()["adaptive_protection_config"]).toEqual({
    layer_7_ddos_defense_config: { enable: true, rule_visibility: "STANDARD" },
  });
});
