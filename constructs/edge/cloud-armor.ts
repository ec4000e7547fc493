import {
  ComputeSecurityPolicy,
  type ComputeSecurityPolicyRule,
} from "@cdktf/provider-google/lib/compute-security-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";

/** Properties of {@link CloudArmor}. */
export interface CloudArmorProps {
  /** Requests a minute from one client address before it gets 429. */
  readonly requestsPerMinute: number;
  /** Preconfigured rule sets, such as `sqli-v33-stable`. */
  readonly rules: readonly string[];
  /** Whether the rule sets refuse requests, instead of only logging what they would refuse. */
  readonly enforceRules: boolean;
  /** What must exist first: the APIs. */
  readonly dependsOn: ITerraformDependable[];
}

const EVERYBODY: ComputeSecurityPolicyRule["match"] = { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } };
const FIRST_RULE_SET = 1000;
const RATE_LIMIT = 10_000;
const DEFAULT = 2_147_483_647;

/** The Cloud Armor policy of every backend: rule sets first, then a rate limit per client, then everybody. */
export class CloudArmor extends Construct {
  readonly policyName: string;

  constructor(scope: Construct, id: string, { requestsPerMinute, rules, enforceRules, dependsOn }: CloudArmorProps) {
    super(scope, id);
    const ruleSets = rules.map(
      (ruleSet, index): ComputeSecurityPolicyRule => ({
        priority: FIRST_RULE_SET + index * 10,
        description: ruleSet,
        action: "deny(403)",
        preview: !enforceRules,
        match: { expr: { expression: `evaluatePreconfiguredWaf('${ruleSet}', {'sensitivity': 1})` } },
      }),
    );
    const policy = new ComputeSecurityPolicy(this, "Default", {
      name: physicalName("compute", "edge"),
      type: "CLOUD_ARMOR",
      rule: [
        ...ruleSets,
        {
          priority: RATE_LIMIT,
          description: "per-client rate limit",
          action: "throttle",
          match: EVERYBODY,
          rateLimitOptions: {
            enforceOnKey: "IP",
            conformAction: "allow",
            exceedAction: "deny(429)",
            rateLimitThreshold: { count: requestsPerMinute, intervalSec: 60 },
          },
        },
        { priority: DEFAULT, description: "default", action: "allow", match: EVERYBODY },
      ],
      adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: true, ruleVisibility: "STANDARD" } },
      // What the rule sets saw, for those who tune them: https://cloud.google.com/armor/docs/verbose-logging
      advancedOptionsConfig: { jsonParsing: "STANDARD", logLevel: "NORMAL" },
      dependsOn,
    });
    this.policyName = policy.name;
  }
}
