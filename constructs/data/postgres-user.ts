import { SqlUser } from "@cdktf/provider-google/lib/sql-user";
import { Construct } from "constructs";
import { CurrentSecret } from "../secrets/current-secret";
import { GeneratedSecret } from "../secrets/generated-secret";
import { DATABASE_PASSWORD } from "../secrets/generators";
import { SECRET_ROLES } from "../secrets/secret-roles";
import type { SecretSettings } from "../secrets/secret";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link PostgresUser}. */
export interface PostgresUserProps {
  /** Name of the Cloud SQL instance. */
  readonly instanceName: string;
  /** Name of the login. */
  readonly name: string;
  /** How its password is kept. */
  readonly secretSettings: SecretSettings;
}

/** A login with a password of its own, which only Secret Manager and PostgreSQL know. */
export class PostgresUser extends Construct {
  /** Id of the secret that holds the password. */
  readonly passwordSecretId: string;

  constructor(scope: Construct, id: string, { instanceName, name, secretSettings }: PostgresUserProps) {
    super(scope, id);
    const secret = new GeneratedSecret(this, "password", {
      ...secretSettings,
      role: SECRET_ROLES.databasePassword(name),
      generator: DATABASE_PASSWORD,
    });
    // Read back instead of reused: after a half-failed apply the next one would generate another value.
    const password = new CurrentSecret(this, "current_password", secret);
    const user = pinLogicalId(
      new SqlUser(this, "Default", {
        name,
        instance: instanceName,
        passwordWo: password.value,
        passwordWoVersion: password.versionNumber,
        // A role that owns objects cannot be dropped, and must not be.
        deletionPolicy: "ABANDON",
      }),
      `database_user_${name}`,
      "owns the tables of its database",
    );
    this.passwordSecretId = secret.secretId;
    this.name = user.name;
  }

  /** Name of the login once it exists. */
  readonly name: string;
}
