import type { Item } from "./item";
import { artifactRegistry } from "./items/artifact-registry";
import { cloudArmor } from "./items/cloud-armor";
import { cloudDns } from "./items/cloud-dns";
import { cloudLogging } from "./items/cloud-logging";
import { cloudMonitoring } from "./items/cloud-monitoring";
import { cloudNat } from "./items/cloud-nat";
import { cloudSql } from "./items/cloud-sql";
import { cloudStorage } from "./items/cloud-storage";
import { egress } from "./items/egress";
import { gkeCluster } from "./items/gke-cluster";
import { gkeServicePods, gkeTemporalPods } from "./items/gke-pods";
import { loadBalancer } from "./items/load-balancer";
import { memorystore } from "./items/memorystore";
import { secretManager } from "./items/secret-manager";

/** The bill, in the order in which it is shown. Items of a group stand together. */
export const ITEMS: readonly Item[] = [
  gkeCluster,
  gkeServicePods,
  gkeTemporalPods,
  cloudSql,
  memorystore,
  cloudStorage,
  loadBalancer,
  cloudArmor,
  cloudDns,
  cloudNat,
  egress,
  artifactRegistry,
  secretManager,
  cloudLogging,
  cloudMonitoring,
];
