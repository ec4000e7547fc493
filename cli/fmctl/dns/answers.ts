import type { PublicDns } from "./public-dns";

/** Resolvers that anybody may ask, of different companies. */
export const RESOLVERS: Readonly<Record<string, string>> = {
  Google: "8.8.8.8",
  Cloudflare: "1.1.1.1",
  Quad9: "9.9.9.9",
};

/** What one resolver says of a host. */
export interface HostAnswer {
  readonly resolver: string;
  /** Why there is no answer. @default - there is one */
  readonly failure?: string;
  readonly a: readonly string[];
  readonly aaaa: readonly string[];
  readonly cname: readonly string[];
}

const NO_ANSWER = { a: [], aaaa: [], cname: [] };

/** What every resolver says of a host. */
export async function hostAnswers(dns: PublicDns, host: string): Promise<readonly HostAnswer[]> {
  const answer = async ([resolver, server]: readonly [string, string]): Promise<HostAnswer> => {
    try {
      const [a, aaaa, cname] = await Promise.all([
        dns.ask(server, host, "A"),
        dns.ask(server, host, "AAAA"),
        dns.ask(server, host, "CNAME"),
      ]);
      return { resolver, a, aaaa, cname };
    } catch (error) {
      return { resolver, failure: (error as NodeJS.ErrnoException).code ?? "no answer", ...NO_ANSWER };
    }
  };
  return Promise.all(Object.entries(RESOLVERS).map(answer));
}

/** The first resolver's answer that comes; nothing when none answers. */
async function anyAnswer(dns: PublicDns, name: string, type: "CAA" | "NS"): Promise<readonly string[] | undefined> {
  for (const server of Object.values(RESOLVERS)) {
    try {
      return await dns.ask(server, name, type);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/**
 * The CAA records that count for a name: its own, or those of the nearest domain above it that has any. A name that is an
 * alias has those of its target, which resolvers follow by themselves. https://www.rfc-editor.org/rfc/rfc8659#section-3
 */
export async function caaRecords(dns: PublicDns, name: string): Promise<readonly string[]> {
  const labels = name.split(".");
  for (let first = 0; first < labels.length; first += 1) {
    const records = await anyAnswer(dns, labels.slice(first).join("."), "CAA");
    if (records && records.length > 0) return records;
  }
  return [];
}

/** The name servers that the world knows a domain by; nothing when no resolver answers. */
export async function nameServersSeen(dns: PublicDns, domain: string): Promise<readonly string[] | undefined> {
  return (await anyAnswer(dns, domain, "NS"))?.map((server) => server.toLowerCase());
}
