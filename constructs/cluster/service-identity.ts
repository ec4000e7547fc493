import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";

/** Properties of {@link ServiceIdentity}. */
export interface ServiceIdentityProps {
  /** Name of the service. */
  readonly service: string;
}

/** The Google identity of one service. It has no key: pods become it through workload identity. */
export class ServiceIdentity extends Construct {
  /** E-mail address. */
  readonly email: string;

  constructor(scope: Construct, id: string, { service }: ServiceIdentityProps) {
    super(scope, id);
    this.email = new ServiceAccount(this, "Default", {
      accountId: physicalName("serviceAccount", service),
      displayName: `FlowMaestro: ${service}`,
    }).email;
  }
}
