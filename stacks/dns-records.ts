import type { Environment } from "../config/schema/environment";
import type { DnsRecord } from "../constructs/edge/dns-zone";
import { hostName } from "./host-name";

/** The authority that issues managed certificates: https://pki.goog/faq/#caa */
export const CERTIFICATE_AUTHORITY = "pki.goog";

/**
 * The records of an environment's domain, by a stable key: every host's address, and who may issue certificates.
 *
 * @param address of the load balancer
 */
export function dnsRecords(
  { hosts, domain, dns }: Pick<Environment, "hosts" | "domain" | "dns">,
  address: string,
): Readonly<Record<string, DnsRecord>> {
  const { ttlSeconds: ttl } = dns;
  const entries = Object.keys(hosts).map((host): [string, DnsRecord] => [
    host === "@" ? "domain_a" : host,
    { name: hostName(host, domain), type: "A", ttl, values: [address] },
  ]);
  return {
    ...Object.fromEntries(entries),
    // Only Google's authority may issue certificates for the domain.
    domain_caa: { name: domain, type: "CAA", ttl, values: [`0 issue "${CERTIFICATE_AUTHORITY}"`] },
  };
}
