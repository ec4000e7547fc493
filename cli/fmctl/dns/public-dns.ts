import { Resolver } from "node:dns/promises";

/** A kind of record that is asked for. */
export type RecordType = "A" | "AAAA" | "CNAME" | "CAA" | "NS";

/** Asks one resolver of the world, not the one of this machine, which may have its own view. */
export interface PublicDns {
  /**
   * The values of a name's records; none when there are none. A CAA record is `0 issue "pki.goog"`.
   *
   * @param server address of the resolver
   * @throws Error when it does not answer
   */
  ask(server: string, name: string, type: RecordType): Promise<readonly string[]>;
}

/** That there is nothing of that name or of that type, which is an answer as well. */
const NOTHING = ["ENOTFOUND", "ENODATA"];
const TIMEOUT_MS = 3_000;
const TRIES = 2;

function caaText(record: object): string {
  const { critical, ...properties } = record as { readonly critical?: number } & Record<string, unknown>;
  const [tag, value] = Object.entries(properties).find(([key]) => key !== "type") ?? [];
  return `${critical ?? 0} ${tag} "${String(value)}"`;
}

/** {@link PublicDns} through Node's own resolver, which asks over UDP and TCP port 53. */
export class NodePublicDns implements PublicDns {
  async ask(server: string, name: string, type: RecordType): Promise<readonly string[]> {
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
    resolver.setServers([server]);
    try {
      if (type === "CAA") return (await resolver.resolveCaa(name)).map(caaText);
      return (await resolver.resolve(name, type)).map((value) => value.replace(/\.$/, ""));
    } catch (error) {
      if (NOTHING.includes((error as NodeJS.ErrnoException).code ?? "")) return [];
      throw error;
    }
  }
}
