import {
  SecretManagerSecret,
  type SecretManagerSecretReplication,
} from "@cdktf/provider-google/lib/secret-manager-secret";
import { SecretManagerSecretVersion } from "@cdktf/provider-google/lib/secret-manager-secret-version";
import { Construct } from "constructs";
import { physicalName } from "../shared/names";
import { pinLogicalId } from "../shared/pin-logical-id";

/** What every secret of an environment has in common. */
export interface SecretSettings {
  /** Region that holds the secret when a key encrypts it. */
  readonly region: string;
  /** Existing Cloud KMS key. @default - Google's own keys, replicated automatically */
  readonly kmsKey?: string | undefined;
  /** Whether the secret refuses to be deleted. */
  readonly protect: boolean;
}

/** Properties of {@link Secret}. */
export interface SecretProps extends SecretSettings {
  /** What follows `flowmaestro-` in its name. */
  readonly role: string;
  /** The first version's value: an ephemeral reference, or a literal that is no secret. */
  readonly firstValue: string;
}

/** How long a version that somebody destroys can still be brought back. */
const VERSION_DESTROY_TTL = "2592000s";

/** A Secret Manager secret and its first version. Later versions are added outside of Terraform and never removed by it. */
export class Secret extends Construct {
  /** Id of the secret once it has a version: `projects/PROJECT/secrets/NAME`. */
  readonly secretId: string;

  constructor(scope: Construct, id: string, { role, firstValue, region, kmsKey, protect }: SecretProps) {
    super(scope, id);
    const replication: SecretManagerSecretReplication = kmsKey
      ? { userManaged: { replicas: [{ location: region, customerManagedEncryption: { kmsKeyName: kmsKey } }] } }
      : { auto: {} };
    const secret = pinLogicalId(
      new SecretManagerSecret(this, "Default", {
        secretId: physicalName("secret", role),
        replication,
        versionDestroyTtl: VERSION_DESTROY_TTL,
        deletionProtection: protect,
        lifecycle: { preventDestroy: protect },
      }),
      `secret_${role.replaceAll("-", "_").toLowerCase()}`,
      "its value exists nowhere else",
    );
    const version = pinLogicalId(
      new SecretManagerSecretVersion(this, "first_version", {
        secret: secret.id,
        secretDataWo: firstValue,
        secretDataWoVersion: 1,
        deletionPolicy: "DISABLE",
        // A version that is disabled after a rotation stays; one that Terraform re-created would be another value.
        lifecycle: { createBeforeDestroy: true, ignoreChanges: ["enabled"], preventDestroy: protect },
      }),
      `secret_${role.replaceAll("-", "_").toLowerCase()}_first_version`,
      "another first version would be another value",
    );
    // Read from the version, so that whoever reads the secret back waits until it has one.
    this.secretId = version.secret;
  }
}
