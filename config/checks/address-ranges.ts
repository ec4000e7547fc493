import { addressRange } from "../cidr";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** The network's ranges start where they say, and none overlaps another. */
export function* checkAddressRanges({ network }: Environment): Iterable<Finding> {
  const { subnetCidr, podCidr, serviceCidr, privateServicesCidr } = network;
  const cidrs = Object.entries({ subnetCidr, podCidr, serviceCidr, privateServicesCidr });
  const ranges = cidrs.map(([key, cidr]) => ({ key, cidr, path: ["network", key], ...addressRange(cidr) }));

  for (const [index, { path, cidr: got, address, size, canonical }] of ranges.entries()) {
    if (got !== canonical) {
      yield { path, got, expected: "the first address of the range before the slash", fix: `write ${canonical}` };
    }
    for (const other of ranges.slice(0, index)) {
      if (address >= other.address + other.size || other.address >= address + size) continue;
      const expected = `a range that does not overlap network.${other.key}, which is ${other.cidr}`;
      yield { path, got, expected, fix: "move one of them" };
    }
  }
}
