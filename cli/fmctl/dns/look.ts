import type { Environment } from "../../../config/schema/environment";
import type { DnsRecord } from "../../../constructs/edge/dns-zone";
import { dnsRecords } from "../../../stacks/dns-records";
import { edgeConfig } from "../../../stacks/edge-config";
import { caaRecords, hostAnswers, nameServersSeen } from "./answers";
import { caaProblem, type HostVerdict, judgeHost } from "./judge";
import type { PublicDns } from "./public-dns";

/** Who the world asks for the domain. */
export interface Delegation {
  readonly ok: boolean;
  readonly expected: readonly string[];
  /** Nothing when no resolver answers. */
  readonly seen?: readonly string[] | undefined;
}

/** What hinders a certificate. */
export interface CertificateOutlook {
  readonly name: string;
  /** Whether Google can issue it. */
  readonly possible: boolean;
  readonly because: readonly string[];
}

/** What the world sees of an environment's domain. */
export interface DnsView {
  readonly well: boolean;
  readonly address: string;
  readonly records: readonly DnsRecord[];
  /** Where the zone is ours. */
  readonly delegation?: Delegation | undefined;
  readonly hosts: readonly HostVerdict[];
  readonly certificates: readonly CertificateOutlook[];
}

/** What is known before anybody is asked. */
export interface DnsPlan {
  readonly environment: Environment;
  /** The load balancer's. */
  readonly address: string;
  /** Of the zone; nothing where it is not ours. */
  readonly nameServers?: readonly string[] | undefined;
}

async function delegationOf(dns: PublicDns, domain: string, expected: readonly string[]): Promise<Delegation> {
  const seen = await nameServersSeen(dns, domain);
  const ok = seen !== undefined && [...seen].sort().join() === [...expected].sort().join();
  return { ok, expected, seen };
}

/** Asks the world for every host. */
export async function lookAtDns(dns: PublicDns, { environment, address, nameServers }: DnsPlan): Promise<DnsView> {
  const { domain, dns: settings } = environment;
  const { hosts, certificates } = edgeConfig(environment);
  const known = { domain, address, ttlSeconds: settings.ttlSeconds };
  const looked = await Promise.all(
    hosts.map(async ({ host }) => ({
      verdict: judgeHost(host, known, await hostAnswers(dns, host)),
      caa: caaProblem(await caaRecords(dns, host)),
    })),
  );
  const delegation = nameServers && (await delegationOf(dns, domain, nameServers));
  const outlook = ([name, names]: readonly [string, readonly string[]]): CertificateOutlook => {
    const own = looked.filter(({ verdict }) => names.includes(verdict.host));
    const because = own.flatMap(({ verdict: { host, ok }, caa }) => [
      ...(ok ? [] : [`${host} does not answer as it should`]),
      ...(caa ? [`${host}: ${caa}`] : []),
    ]);
    return { name, possible: because.length === 0, because };
  };
  const outlooks = Object.entries(certificates).map(outlook);
  const well =
    looked.every(({ verdict }) => verdict.ok) && outlooks.every(({ possible }) => possible) && (delegation?.ok ?? true);
  return {
    well,
    address,
    records: Object.values(dnsRecords(environment, address)),
    delegation,
    hosts: looked.map(({ verdict }) => verdict),
    certificates: outlooks,
  };
}
