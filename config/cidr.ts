import { IPv4 } from "ipaddr.js";

/** A range of IPv4 addresses. */
export interface AddressRange {
  /** The address as it is written, as a number. */
  readonly address: number;
  /** Number of addresses. */
  readonly size: number;
  /** The range with its host bits zero, as in `10.0.0.0/20`. */
  readonly canonical: string;
}

/** The range that `cidr` names. Its syntax is the schema's to check. */
export function addressRange(cidr: string): AddressRange {
  const [address, prefix] = IPv4.parseCIDR(cidr);
  return {
    address: address.octets.reduce((number, octet) => number * 256 + octet, 0),
    size: 2 ** (32 - prefix),
    canonical: `${IPv4.networkAddressFromCIDR(cidr).toString()}/${prefix}`,
  };
}

/** The longest prefix of a range that has so many addresses: 24 for 256. */
export function prefixFor(addresses: number): number {
  return 32 - Math.ceil(Math.log2(addresses));
}
