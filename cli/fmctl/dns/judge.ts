import { CERTIFICATE_AUTHORITY } from "../../../stacks/dns-records";
import type { HostAnswer } from "./answers";
import { isCloudflare } from "./cloudflare";

/** What there is to say about a host. */
export interface HostVerdict {
  readonly host: string;
  /** Whether every resolver that answers sees the right address and nothing else. */
  readonly ok: boolean;
  /** Resolvers that see the right address and nothing else. */
  readonly seenBy: readonly string[];
  /** What hinders, each a sentence with what to do. */
  readonly problems: readonly string[];
}

function unique(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}

function addressProblem(
  host: string,
  address: string,
  { a }: HostAnswer,
  cname: readonly string[],
): string | undefined {
  const others = a.filter((each) => each !== address);
  if (a.length === 0) return `has no A record; create ${host} A ${address}.`;
  if (others.some(isCloudflare)) {
    return `answers with Cloudflare's proxy (${others.join(", ")}); switch the proxy off for it ("DNS only").`;
  }
  if (a.includes(address)) return others.length > 0 ? `has ${others.join(", ")} as well; remove it.` : undefined;
  const alias = cname.length > 0 ? `, by way of the alias ${cname.join(", ")}` : "";
  return `has ${others.join(", ")}${alias}, not ${address}; change it, or wait until the old answer has expired.`;
}

/** What is wrong with one resolver's answer. */
function problemsOf(host: string, domain: string, address: string, answer: HostAnswer): readonly string[] {
  const { aaaa, cname } = answer;
  const found = [addressProblem(host, address, answer, cname)];
  if (aaaa.length > 0) {
    // The load balancer has an IPv4 address only, and Google's authority asks the AAAA record first.
    found.push(
      `has an AAAA record (${aaaa.join(", ")}), and the load balancer has no IPv6 address, so no certificate is issued; ` +
        "remove it.",
    );
  }
  if (cname.length > 0 && host === domain) {
    found.push(`is an alias (CNAME ${cname.join(", ")}), which a domain itself must not be; make it an A record.`);
  }
  return found.filter((problem) => problem !== undefined);
}

function unanswered(answers: readonly HostAnswer[]): string {
  const failures = unique(answers.map(({ failure = "" }) => [failure]));
  if (failures.includes("ESERVFAIL")) {
    return (
      "is not answered (SERVFAIL): its name servers do not know the domain, or the registrar still has the DS record of " +
      "another zone; correct the delegation, or replace that record."
    );
  }
  return `could not be looked up: no public resolver answers from here (${failures.join(", ")}); is UDP port 53 open?`;
}

/** Judges what the world sees of a host. */
export function judgeHost(
  host: string,
  { domain, address, ttlSeconds }: { readonly domain: string; readonly address: string; readonly ttlSeconds: number },
  answers: readonly HostAnswer[],
): HostVerdict {
  const heard = answers.filter(({ failure }) => failure === undefined);
  if (heard.length === 0) {
    return { host, ok: false, seenBy: [], problems: [unanswered(answers)] };
  }
  const judged = heard.map((answer) => ({ answer, problems: problemsOf(host, domain, address, answer) }));
  const seenBy = judged.filter(({ problems }) => problems.length === 0).map(({ answer }) => answer.resolver);
  const problems = unique(judged.map((each) => each.problems));
  const blind = heard.length - seenBy.length;
  const spreading =
    blind > 0 && seenBy.length > 0
      ? [`${seenBy.join(", ")} see it as it should be; the others will, at most ${ttlSeconds} s after the change.`]
      : [];
  return { host, ok: blind === 0, seenBy, problems: [...problems, ...spreading] };
}

/** Why the CAA records keep Google from issuing; nothing when they do not. https://www.rfc-editor.org/rfc/rfc8659 */
export function caaProblem(records: readonly string[]): string | undefined {
  const issuers = records.flatMap((record) => /^\d+ issue "\s*([^;"\s]*)/.exec(record)?.[1] ?? []);
  const forbids = records.some((record) => /^\d+ issue "/.test(record)) && !issuers.includes(CERTIFICATE_AUTHORITY);
  if (!forbids) return undefined;
  const allowed = issuers.filter((issuer) => issuer !== "").join(", ") || "nobody";
  return `CAA records let only ${allowed} issue certificates; add 0 issue "${CERTIFICATE_AUTHORITY}".`;
}
