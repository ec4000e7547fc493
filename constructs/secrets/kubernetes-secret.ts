import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Fn, type Precondition } from "cdktf";
import { Construct } from "constructs";

/** A secret value, which is ephemeral, and what tells one value from the next, which is not. */
export interface SecretValue {
  readonly value: string;
  readonly version: string;
}

/** What others know of a Kubernetes secret. */
export interface SecretReference {
  readonly name: string;
  /** Changes when and only when the content does. */
  readonly revision: string;
}

/** Properties of {@link KubernetesSecret}. */
export interface KubernetesSecretProps {
  /** Its name. */
  readonly name: string;
  /** Namespace it is in. */
  readonly namespace: string;
  /** Keys whose values are no secrets: hosts, ports, names. @default - none */
  readonly plain?: Readonly<Record<string, string>>;
  /** Keys whose values are secrets. @default - none */
  readonly secret?: Readonly<Record<string, SecretValue>>;
  /** What must hold at plan. @default - nothing */
  readonly preconditions?: readonly Precondition[];
}

/** A Kubernetes secret that no state and no plan holds. */
export class KubernetesSecret extends Construct implements SecretReference {
  readonly name: string;
  /** For `dependsOn`. */
  readonly resource: SecretV1;
  /**
   * A number, as text, that changes when and only when the content does: a host that moved, a version that was added.
   * On a pod's template it restarts the pods that read the secret.
   */
  readonly revision: string;

  constructor(
    scope: Construct,
    id: string,
    { name, namespace, plain = {}, secret = {}, preconditions = [] }: KubernetesSecretProps,
  ) {
    super(scope, id);
    const values = Object.fromEntries(Object.entries(secret).map(([key, current]) => [key, current.value]));
    const versions = Object.fromEntries(Object.entries(secret).map(([key, current]) => [key, current.version]));
    const digest = Fn.sha256(Fn.jsonencode({ ...plain, ...versions }));
    this.resource = new SecretV1(this, "Default", {
      metadata: { name, namespace },
      type: "Opaque",
      dataWo: { ...plain, ...values },
      // The provider writes the data only when this number changes, and never reads them back.
      dataWoRevision: Fn.parseint(Fn.substr(digest, 0, 8), 16) as unknown as number,
      ...(preconditions.length > 0 && { lifecycle: { precondition: [...preconditions] } }),
    });
    this.name = name;
    this.revision = Fn.tostring(this.resource.dataWoRevision);
  }
}
