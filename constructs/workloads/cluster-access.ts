import { Construct } from "constructs";
import { EphemeralResource } from "../shared/ephemeral-resource";
import { helmProvider, kubernetesProvider } from "../shared/providers";

/** Properties of {@link ClusterAccess}. */
export interface ClusterAccessProps {
  /** Host name of the control plane's DNS endpoint. */
  readonly endpoint: string;
}

/**
 * How Terraform reaches the cluster: the DNS endpoint, whose certificate is publicly trusted, with the caller's own
 * token. The token is ephemeral, so a plan that is applied an hour later gets a new one.
 */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, { endpoint }: ClusterAccessProps) {
    super(scope, id);
    const token = new EphemeralResource(this, "caller", "google_client_config", {}).attribute("access_token");
    const host = `https://${endpoint}`;
    kubernetesProvider(this, { host, token });
    helmProvider(this, { kubernetes: { host, token } });
  }
}
