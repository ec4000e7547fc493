import { cloudSql } from "../../../cost/items/cloud-sql";
import { cloudStorage } from "../../../cost/items/cloud-storage";
import { memorystore } from "../../../cost/items/memorystore";
import { both, charge, itemUsd, PLUS, subject, usd, used } from "../subject";

describe("Cloud SQL", () => {
  test("the machine costs twice with a standby", () => {
    // 2 vCPU × 730 × 0.0413 = 60.30 and 7.5 GiB × 730 × 0.007 = 38.33
    const alone = subject({ database: { highAvailability: false } });
    expect(usd(cloudSql, "vCPU", alone)).toEqual(both(60.3));
    expect(usd(cloudSql, "memory", alone)).toEqual(both(38.33));
    expect(usd(cloudSql, "vCPU")).toEqual(both(120.6));
    expect(usd(cloudSql, "memory")).toEqual(both(76.65));
  });

  test("the disk is what it is made with, and what it may have grown to within its limit", () => {
    // GIVEN a disk that triples, from 100 GB, up to 250
    const of = subject({ database: { diskSizeLimitGb: 250 } }, { databaseDiskGrowth: { ...used(3), low: 1 } });
    // THEN 100 × 0.34 and 250 × 0.34
    expect(usd(cloudSql, "disk", of)).toEqual({ low: 34, high: 85 });
  });

  test("backups are a first copy of the data and the changes of the further days", () => {
    // GIVEN 100 GB, half full, of which 2 % change daily, for 11 days
    const usage = { databaseDiskGrowth: used(1), databaseFill: used(0.5), databaseDailyChange: used(0.02) };
    const of = subject({ database: { backups: { retained: 11 } } }, usage);
    // THEN 50 × (1 + 10 × 0.02) = 60 GB × 0.08
    expect(charge(cloudSql, "backups", of).quantity).toEqual(both(60));
    expect(usd(cloudSql, "backups", of)).toEqual(both(4.8));
  });

  test("the Enterprise Plus edition has its own prices", () => {
    // 4 vCPU × 730 × 0.10738 and 32 GiB × 730 × 0.0182
    expect(usd(cloudSql, "vCPU", subject(PLUS))).toEqual(both(313.55));
    expect(usd(cloudSql, "memory", subject(PLUS))).toEqual(both(425.15));
  });

  test.each([
    ["db-f1-micro", true, 15.33],
    ["db-f1-micro", false, 7.67],
    ["db-g1-small", true, 51.1],
    ["db-g1-small", false, 25.55],
  ])("%s with a standby: %s costs %d", (tier, highAvailability, expected) => {
    expect(usd(cloudSql, "instance", subject({ database: { tier, highAvailability } }))).toEqual(both(expected));
  });
});

describe("Memorystore", () => {
  test.each([
    ["BASIC", 1, 35.77],
    ["BASIC", 4, 143.08],
    ["BASIC", 5, 98.55],
    ["STANDARD_HA", 5, 197.1],
    ["STANDARD_HA", 10, 394.2],
    ["STANDARD_HA", 11, 369.38],
    ["STANDARD_HA", 36, 919.8],
    ["STANDARD_HA", 101, 2211.9],
  ])("%s of %d GB is priced by its capacity tier", (tier, memorySizeGb, expected) => {
    expect(itemUsd(memorystore, subject({ redis: { tier, memorySizeGb } }))).toEqual(both(expected));
  });
});

describe("Cloud Storage", () => {
  const USE = {
    bucketMonths: used(12),
    bucketNewGib: used(10),
    bucketVersionShare: used(0.1),
    bucketWrites: used(20_000),
    bucketReads: used(100_000),
  };

  test("holds what comes in a year, less where objects are deleted, more where versions are kept", () => {
    // GIVEN 10 GiB a month: 120 × 1.3 with three versions, and 10 × 90 / 30.42 days
    const buckets = { "knowledge-docs": null, "interface-docs": null };
    // THEN
    const { quantity } = charge(cloudStorage, "objects", subject({ buckets }, USE));
    expect(quantity.low).toBeCloseTo(156 + (10 * 90 * 24) / 730, 6);
    expect(usd(cloudStorage, "objects", subject({ buckets }, USE))).toEqual(both(3.71));
  });

  test("is read and written", () => {
    // 4 buckets × 20,000 × 0.05 per 10,000 and 4 × 100,000 × 0.004 per 10,000
    expect(usd(cloudStorage, "writes", subject({}, USE))).toEqual(both(0.4));
    expect(usd(cloudStorage, "reads", subject({}, USE))).toEqual(both(0.16));
  });

  test("costs nothing without buckets", () => {
    const buckets = { uploads: null, artifacts: null, "knowledge-docs": null, "interface-docs": null };
    expect(itemUsd(cloudStorage, subject({ buckets }))).toBeUndefined();
  });
});
