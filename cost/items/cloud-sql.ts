import { dedicatedMachine } from "../../config/cloud-sql-tiers";
import type { Charge, Item } from "../item";
import { quantityText, rangeText } from "../quantity-text";
import { combine, fixed, map, type Range, times } from "../range";
import type { SkuId } from "../sku-ids";
import { MONTHLY_HOURS, type Subject } from "../subject";

const MB_PER_GIB = 1024;

function instance({ tier, edition, highAvailability }: Subject["environment"]["database"]): readonly Charge[] {
  const availability = highAvailability ? "regional" : "zonal";
  const standby = highAvailability ? ", with a standby" : "";
  const machine = dedicatedMachine(tier);
  if (!machine) {
    const sku = `cloud-sql-${tier.replace(/^db-/, "")}-${availability}` as SkuId;
    return [{ name: "instance", sku, quantity: fixed(MONTHLY_HOURS), assumption: `${tier}${standby}` }];
  }
  const series = edition === "ENTERPRISE_PLUS" ? "cloud-sql-plus" : "cloud-sql";
  const memoryGib = machine.memoryMb / MB_PER_GIB;
  return [
    {
      name: "vCPU",
      sku: `${series}-vcpu-${availability}`,
      quantity: fixed(machine.vcpus * MONTHLY_HOURS),
      assumption: `${tier}${standby}: ${machine.vcpus} vCPU × ${MONTHLY_HOURS} hours`,
    },
    {
      name: "memory",
      sku: `${series}-memory-${availability}`,
      quantity: fixed(memoryGib * MONTHLY_HOURS),
      assumption: `${quantityText(memoryGib)} GiB × ${MONTHLY_HOURS} hours`,
    },
  ];
}

/** How large the disk is: what is asked for, and what it may have grown to. */
export function databaseDisk({ environment: { database }, usage }: Subject): Range {
  return map(usage.databaseDiskGrowth, (growth) => Math.min(database.diskSizeGb * growth, database.diskSizeLimitGb));
}

/** PostgreSQL: the machine, its standby, its disk, its backups. */
export const cloudSql: Item = {
  id: "cloud-sql",
  group: "Data",
  title: "Cloud SQL for PostgreSQL",
  resources: ["google_sql_database_instance"],
  charges: (subject) => {
    const { database } = subject.environment;
    const { databaseFill, databaseDailyChange } = subject.usage;
    const disk = databaseDisk(subject);
    const data = times(disk, databaseFill);
    const copies = map(databaseDailyChange, (change) => 1 + (database.backups.retained - 1) * change);
    return [
      ...instance(database),
      {
        name: "disk",
        sku: database.highAvailability ? "cloud-sql-ssd-regional" : "cloud-sql-ssd-zonal",
        quantity: disk,
        assumption: `SSD of ${database.diskSizeGb} GB that grows by itself, up to ${database.diskSizeLimitGb}`,
      },
      {
        name: "backups",
        sku: "cloud-sql-backup",
        quantity: combine(data, copies, (stored, factor) => stored * factor),
        assumption:
          `${database.backups.retained} daily backups of ${rangeText(data)} GB, ` +
          `each after the first ${rangeText(map(databaseDailyChange, (change) => change * 100))} % of it`,
      },
    ];
  },
};
