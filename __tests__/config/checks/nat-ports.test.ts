import { checkNatPorts } from "../../../config/checks/nat-ports";
import { saidOf } from "./production";

const said = (minPortsPerVm: number, maxPortsPerVm: number) =>
  saidOf(checkNatPorts, { network: { nat: { minPortsPerVm, maxPortsPerVm } } });

test("accepts powers of two that ascend", () => {
  expect(said(64, 128)).toEqual([]);
  expect(said(32768, 65536)).toEqual([]);
});

test("refuses other numbers", () => {
  expect(said(100, 4000)).toEqual([
    "network.nat.minPortsPerVm: got 100, expected a power of two; use 64 or 128.",
    "network.nat.maxPortsPerVm: got 4000, expected a power of two; use 2048 or 4096.",
  ]);
});

test("refuses a maximum that is not above the minimum", () => {
  expect(said(4096, 4096)).toEqual([
    "network.nat.maxPortsPerVm: got 4096, expected more than minPortsPerVm, which is 4096; raise it.",
  ]);
});
