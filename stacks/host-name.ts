/** The full name of a host of the domain; `@` is the domain itself. */
export function hostName(host: string, domain: string): string {
  return host === "@" ? domain : `${host}.${domain}`;
}
