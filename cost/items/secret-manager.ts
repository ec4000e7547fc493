import type { Item } from "../item";
import { rangeText } from "../quantity-text";
import { fixed, map, times } from "../range";

/** Two databases' passwords, the JWT secret, the encryption key. */
const OWN_SECRETS = 4;

/** The secrets. */
export const secretManager: Item = {
  id: "secret-manager",
  group: "Delivery",
  title: "Secret Manager",
  resources: ["google_secret_manager_secret", "google_secret_manager_secret_version"],
  charges: ({ environment, usage }) => {
    const secrets = fixed(OWN_SECRETS + environment.integrationSecrets.length);
    return [
      {
        name: "versions",
        sku: "secret-version",
        quantity: times(secrets, usage.versionsPerSecret),
        assumption: `${secrets.low} secrets × ${rangeText(usage.versionsPerSecret)} versions: ${usage.versionsPerSecret.why}`,
      },
      {
        name: "reads",
        sku: "secret-access",
        quantity: map(times(secrets, usage.secretReads), (reads) => reads / 10_000),
        assumption: `${secrets.low} secrets × ${rangeText(usage.secretReads)}: ${usage.secretReads.why}`,
      },
    ];
  },
};
