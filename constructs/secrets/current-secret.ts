import { DataGoogleSecretManagerSecretVersion } from "@cdktf/provider-google/lib/data-google-secret-manager-secret-version";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { EphemeralResource } from "../shared/ephemeral-resource";
import type { SecretValue } from "./kubernetes-secret";

/** Properties of {@link CurrentSecret}. */
export interface CurrentSecretProps {
  /** `projects/PROJECT/secrets/NAME` */
  readonly secretId: string;
}

/**
 * The newest version of a secret. Its number is ordinary data that a plan shows; its value is ephemeral, read again in
 * each run, and may go into write-only arguments only.
 */
export class CurrentSecret extends Construct implements SecretValue {
  /** Number of the newest version. */
  readonly version: string;
  /** Value of exactly that version. */
  readonly value: string;

  constructor(scope: Construct, id: string, { secretId }: CurrentSecretProps) {
    super(scope, id);
    const newest = new DataGoogleSecretManagerSecretVersion(this, "Default", { secret: secretId });
    // A data source keeps what it returns in the state, so this one must not return the value. Newer than the bindings.
    newest.addOverride("fetch_secret_data", false);
    this.version = newest.version;
    this.value = new EphemeralResource(this, "value", "google_secret_manager_secret_version", {
      secret: secretId,
      version: newest.version,
    }).attribute("secret_data");
  }

  /** The version as a number, for arguments that want one. */
  get versionNumber(): number {
    return Fn.tonumber(this.version) as unknown as number;
  }
}
