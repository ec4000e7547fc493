import { checkAddressRanges } from "../../../config/checks/address-ranges";
import { saidOf } from "./production";

const said = (network: object) => saidOf(checkAddressRanges, { network });

test("accepts ranges that touch but do not overlap", () => {
  expect(said({ subnetCidr: "10.0.0.0/20", serviceCidr: "10.0.16.0/20", privateServicesCidr: "10.0.32.0/20" })).toEqual(
    [],
  );
});

test("refuses a range that overlaps another, at either end, or holds it", () => {
  // GIVEN
  const inside = { subnetCidr: "10.0.0.0/20", serviceCidr: "10.0.15.0/24" };
  const around = { subnetCidr: "10.0.16.0/20", serviceCidr: "10.0.0.0/16" };

  // THEN
  expect(said(inside)).toEqual([
    'network.serviceCidr: got "10.0.15.0/24", expected a range that does not overlap network.subnetCidr, which is ' +
      "10.0.0.0/20; move one of them.",
  ]);
  expect(said(around)).toEqual([
    'network.serviceCidr: got "10.0.0.0/16", expected a range that does not overlap network.subnetCidr, which is ' +
      "10.0.16.0/20; move one of them.",
  ]);
});

test("refuses each pair that overlaps, once", () => {
  expect(said({ subnetCidr: "10.0.0.0/8", podCidr: "10.0.0.0/9" })).toHaveLength(3 + 2);
});

test("refuses host bits, and says where the range starts", () => {
  expect(said({ subnetCidr: "10.0.0.128/20" })).toEqual([
    'network.subnetCidr: got "10.0.0.128/20", expected the first address of the range before the slash; ' +
      "write 10.0.0.0/20.",
  ]);
});

test("compares addresses above 128.0.0.0 as well", () => {
  expect(said({ subnetCidr: "192.168.0.0/17", serviceCidr: "192.168.128.0/20" })).toEqual([]);
  expect(said({ subnetCidr: "192.168.0.0/16", serviceCidr: "192.168.128.0/20" })).toHaveLength(1);
});
