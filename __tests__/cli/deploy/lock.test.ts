import { lockedError } from "../../../cli/deploy/lock";

const detail = `Error message: resource temporarily unavailable
Lock Info:
  ID:        c3b19132-3828-9abc-cf67-a2ccb2c0e0da
  Path:      ../state/fix.tfstate
  Operation: OperationTypeApply
  Who:       ann@laptop
  Version:   1.11.4
  Created:   2026-11-23 15:33:40.132199848 +0000 UTC
  Info:
`;

test("says who holds the state since when, and how to take a dead lock away", () => {
  const summary = "Error acquiring the state lock";

  expect(lockedError({ severity: "error", summary, detail }, "/p/stacks/data")?.message).toBe(
    "The state is locked by ann@laptop since 2026-11-23 15:33:40.132199848 +0000 UTC (apply). Wait until that run has " +
      "ended. If it was killed and nothing runs any more, `fmctl repair --unlock` takes the lock away, as does: terraform " +
      "-chdir=/p/stacks/data force-unlock c3b19132-3828-9abc-cf67-a2ccb2c0e0da",
  );
});

test("is nothing for other errors, also for those that come with locking", () => {
  expect(lockedError({ severity: "error", summary: "Bad", detail }, "/p")).toBeUndefined();
  const unreadable = {
    summary: "Error acquiring the state lock",
    detail: "The state file could not be parsed as JSON",
  };
  expect(lockedError({ severity: "error", ...unreadable }, "/p")).toBeUndefined();
});
