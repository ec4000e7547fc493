import type { Item } from "../item";
import { quantityText, rangeText } from "../quantity-text";
import { map, times } from "../range";
import { MONTHLY_DAYS } from "../subject";

/** The images, and the scan of each that is pushed. */
export const artifactRegistry: Item = {
  id: "artifact-registry",
  group: "Delivery",
  title: "Artifact Registry",
  resources: ["google_artifact_registry_repository"],
  charges: ({ environment, usage }) => {
    const { images, registry, services, migrations } = environment;
    if (images.registry !== undefined) return [];
    const names = new Set([migrations.image, ...Object.values(services).map(({ image }) => image)]);
    const months = registry.deleteTaggedAfterDays / MONTHLY_DAYS;
    const kept = map(usage.releasesPerMonth, (releases) => Math.max(registry.keepVersions, releases * months));
    const perImage = times(kept, usage.gibPerImageVersion);
    return [
      {
        name: "images",
        sku: "registry-storage",
        quantity: map(perImage, (gib) => gib * names.size),
        assumption:
          `${names.size} images × ${rangeText(map(kept, Math.round))} versions × ` +
          `${rangeText(usage.gibPerImageVersion)} GiB: ${usage.gibPerImageVersion.why}`,
      },
      {
        name: "vulnerability scans",
        sku: "registry-scan",
        quantity: map(usage.releasesPerMonth, (releases) => releases * names.size),
        assumption: `${quantityText(names.size)} images × ${rangeText(usage.releasesPerMonth)} releases: ${usage.releasesPerMonth.why}`,
      },
    ];
  },
};
