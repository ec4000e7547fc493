import { ComputeSslPolicy } from "@cdktf/provider-google/lib/compute-ssl-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";

/** Properties of {@link SslPolicy}. */
export interface SslPolicyProps {
  /** What must exist first: the APIs. */
  readonly dependsOn: ITerraformDependable[];
}

/** What clients may negotiate: TLS 1.2 or newer with modern ciphers. */
export class SslPolicy extends Construct {
  readonly policyName: string;

  constructor(scope: Construct, id: string, { dependsOn }: SslPolicyProps) {
    super(scope, id);
    this.policyName = new ComputeSslPolicy(this, "Default", {
      name: physicalName("compute", "edge"),
      profile: "MODERN",
      minTlsVersion: "TLS_1_2",
      dependsOn,
    }).name;
  }
}
