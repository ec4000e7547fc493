import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

/** Finds the addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** What is known of where an API server is. */
export type Place =
  | { readonly kind: "own" } // on this machine, or in a private network
  | { readonly kind: "public"; readonly address: string }
  | { readonly kind: "unknown"; readonly host: string };

/** 0.0.0.0 is what k3d writes for this machine. */
const OWN_RANGES = ["loopback", "private", "uniqueLocal", "linkLocal", "unspecified"];

/** Asks the system, as kubectl does, so that its hosts file counts: Docker Desktop is kubernetes.docker.internal. */
export const resolveHost: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

function isOwn(address: string): boolean {
  return OWN_RANGES.includes(ipaddr.process(address).range());
}

/** Where the server of a kubeconfig is. One public address among several makes it public. */
export async function placeOf(server: string, resolve: Resolve = resolveHost): Promise<Place> {
  if (!URL.canParse(server)) return { kind: "unknown", host: server };
  const host = new URL(server).hostname.replace(/^\[|\]$/g, "");
  let addresses: readonly string[];
  try {
    addresses = ipaddr.isValid(host) ? [host] : await resolve(host);
  } catch {
    return { kind: "unknown", host };
  }
  const address = addresses.find((each) => !isOwn(each));
  if (address !== undefined) return { kind: "public", address };
  return addresses.length > 0 ? { kind: "own" } : { kind: "unknown", host };
}
