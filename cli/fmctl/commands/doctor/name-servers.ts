import { CommandError } from "../../../shared/command-error";
import type { Resolver } from "../../context";

const NOBODY = new Set(["ENOTFOUND", "ENODATA", "NXDOMAIN"]);

/**
 * Who answers for a domain, sorted; nobody when it is not registered or not delegated.
 *
 * @throws CommandError when that cannot be asked
 */
export async function nameServers(resolver: Resolver, domain: string): Promise<readonly string[]> {
  try {
    return (await resolver.nameServers(domain)).map((name) => name.toLowerCase().replace(/\.$/, "")).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (NOBODY.has(code)) return [];
    throw new CommandError(
      `the name servers of ${domain} cannot be asked: ${code}; check the network and its resolver`,
    );
  }
}

/** The domain, or the nearest one above it that somebody answers for; never a top-level domain. */
export async function answering(resolver: Resolver, domain: string): Promise<string | undefined> {
  const labels = domain.split(".");
  for (let first = 0; first <= labels.length - 2; first += 1) {
    const candidate = labels.slice(first).join(".");
    if ((await nameServers(resolver, candidate)).length > 0) return candidate;
  }
  return undefined;
}
