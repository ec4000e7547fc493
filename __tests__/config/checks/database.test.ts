import { checkDatabaseDisk } from "../../../config/checks/database-disk";
import { checkDatabaseRecovery } from "../../../config/checks/database-recovery";
import { checkDatabaseTier } from "../../../config/checks/database-tier";
import { saidOf } from "./production";

describe("the tier", () => {
  const said = (database: object) => saidOf(checkDatabaseTier, { database });
  const PLUS =
    "a tier of the edition ENTERPRISE_PLUS, which are db-perf-optimized-N-2, db-perf-optimized-N-4, " +
    "db-perf-optimized-N-8, db-perf-optimized-N-16, db-perf-optimized-N-32, db-perf-optimized-N-48, " +
    "db-perf-optimized-N-64, db-perf-optimized-N-80, db-perf-optimized-N-96, db-perf-optimized-N-128";
  const ENTERPRISE = "a tier of the edition ENTERPRISE, which are db-custom-VCPUS-MEMORY_MB, db-f1-micro, db-g1-small";

  test.each([
    "db-custom-1-3840",
    "db-custom-1-6656",
    "db-custom-2-3840",
    "db-custom-2-13312",
    "db-custom-6-5632",
    "db-custom-96-638976",
  ])("accepts %s", (tier) => {
    expect(said({ tier })).toEqual([]);
  });

  test.each([
    ["db-custom-3-7680", "1 vCPU, or an even number up to 96"],
    ["db-custom-0-3840", "1 vCPU, or an even number up to 96"],
    ["db-custom-98-102400", "1 vCPU, or an even number up to 96"],
    ["db-custom-1-3584", "3840 to 6656 MB for 1 vCPU, in steps of 256"],
    ["db-custom-1-6912", "3840 to 6656 MB for 1 vCPU, in steps of 256"],
    ["db-custom-6-5376", "5632 to 39936 MB for 6 vCPU, in steps of 256"],
    ["db-custom-2-7681", "3840 to 13312 MB for 2 vCPU, in steps of 256"],
  ])("refuses %s", (tier, expected) => {
    expect(said({ tier })).toEqual([
      `database.tier: got "${tier}", expected ${expected}; correct it, for example db-custom-2-7680.`,
    ]);
  });

  test("refuses a tier of the other edition", () => {
    expect(said({ edition: "ENTERPRISE_PLUS" })).toEqual([
      `database.tier: got "db-custom-2-7680", expected ${PLUS}; use db-perf-optimized-N-2.`,
    ]);
    expect(said({ tier: "db-perf-optimized-N-2" })).toEqual([
      `database.tier: got "db-perf-optimized-N-2", expected ${ENTERPRISE}; use db-custom-2-7680.`,
    ]);
    expect(said({ edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-2" })).toEqual([]);
  });

  test("refuses a tier that is in neither, and suggests the nearest", () => {
    expect(said({ edition: "ENTERPRISE_PLUS", tier: "db-perf-optimised-N-8" })).toEqual([
      `database.tier: got "db-perf-optimised-N-8", expected ${PLUS}; use db-perf-optimized-N-8.`,
    ]);
    expect(said({ tier: "db-n1-standard-2" })).toEqual([
      `database.tier: got "db-n1-standard-2", expected ${ENTERPRISE}; use db-custom-2-7680.`,
    ]);
  });

  test("accepts a shared core alone, and refuses it with a standby", () => {
    expect(said({ tier: "db-g1-small", highAvailability: false })).toEqual([]);
    expect(said({ tier: "db-g1-small" })).toEqual([
      'database.tier: got "db-g1-small", expected a tier with cores of its own, for high availability; ' +
        "use a db-custom tier or set database.highAvailability to false.",
    ]);
  });
});

describe("point-in-time recovery", () => {
  const said = (edition: string, pointInTimeRecoveryDays: number, retained = 14) =>
    saidOf(checkDatabaseRecovery, { database: { edition, backups: { pointInTimeRecoveryDays, retained } } });
  const KEY = "database.backups.pointInTimeRecoveryDays";

  test("accepts the days that the edition keeps logs of", () => {
    expect(said("ENTERPRISE", 7)).toEqual([]);
    expect(said("ENTERPRISE_PLUS", 35, 35)).toEqual([]);
  });

  test("refuses more", () => {
    expect(said("ENTERPRISE", 8)).toEqual([`${KEY}: got 8, expected at most 7 in the edition ENTERPRISE; lower it.`]);
    expect(said("ENTERPRISE_PLUS", 36, 36)).toEqual([
      `${KEY}: got 36, expected at most 35 in the edition ENTERPRISE_PLUS; lower it.`,
    ]);
  });

  test("refuses days before the oldest backup", () => {
    expect(said("ENTERPRISE_PLUS", 14, 14)).toEqual([]);
    expect(said("ENTERPRISE_PLUS", 15, 14)).toEqual([
      `${KEY}: got 15, expected at most retained, which is 14; lower it or raise retained.`,
    ]);
  });
});

describe("the disk", () => {
  const said = (diskSizeLimitGb: number) =>
    saidOf(checkDatabaseDisk, { database: { diskSizeGb: 100, diskSizeLimitGb } });

  test("accepts a limit that is the size itself", () => {
    expect(said(100)).toEqual([]);
  });

  test("refuses a limit below the size", () => {
    expect(said(99)).toEqual([
      "database.diskSizeLimitGb: got 99, expected at least diskSizeGb, which is 100; raise it.",
    ]);
  });
});
