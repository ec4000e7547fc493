import { SqlDatabase } from "@cdktf/provider-google/lib/sql-database";
import { Construct } from "constructs";
import { pinLogicalId } from "../shared/pin-logical-id";

/** Properties of {@link PostgresDatabase}. */
export interface PostgresDatabaseProps {
  /** Name of the Cloud SQL instance. */
  readonly instanceName: string;
  /** Name of the database. */
  readonly name: string;
}

/** One database of an instance. */
export class PostgresDatabase extends Construct {
  constructor(scope: Construct, id: string, { instanceName, name }: PostgresDatabaseProps) {
    super(scope, id);
    pinLogicalId(
      new SqlDatabase(this, "Default", {
        name,
        instance: instanceName,
        charset: "UTF8",
        collation: "en_US.UTF8",
        // Terraform would drop it before the instance's own protection says no:
        // https://github.com/terraform-google-modules/terraform-google-sql-db/issues/451
        deletionPolicy: "ABANDON",
      }),
      `database_${name}`,
      "holds data",
    );
  }
}
