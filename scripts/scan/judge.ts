import { matches } from "../../policies/policy";
import { type Exception, EXCEPTIONS_FILE } from "./exceptions";
import type { Finding } from "./findings";

/** What is left of findings when the exceptions are taken away. */
export interface Verdict {
  /** Findings for which there is a reason. */
  readonly excepted: readonly Finding[];
  /** A sentence for each finding without a reason, and for each exception that nothing needs. */
  readonly sentences: readonly string[];
}

function covers({ scanner, check, environments, resources }: Exception, finding: Finding): boolean {
  const applies = scanner === finding.scanner && check === finding.check;
  const isThere = environments === undefined || environments.includes(finding.environment);
  return applies && isThere && resources.some((pattern) => matches(pattern, finding.resource));
}

/** One sentence for a finding of several environments. */
function sentences(findings: readonly Finding[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { scanner, check, environment, resource, says } of findings) {
    const rest = `${resource}: ${says.replace(/\.$/, "")}; mend it, or give a reason in ${EXCEPTIONS_FILE}.`;
    const key = `${scanner} ${check}: ${rest}`;
    places.set(key, [...(places.get(key) ?? []), environment]);
  }
  return [...places].map(([text, environments]) => text.replace(": ", `: ${[...new Set(environments)].join(", ")}: `));
}

function needless(exceptions: readonly Exception[], findings: readonly Finding[]): readonly string[] {
  return exceptions.flatMap(({ scanner, check, resources }, index) =>
    resources
      .filter(
        (pattern) => !findings.some((finding) => covers({ ...exceptions[index]!, resources: [pattern] }, finding)),
      )
      .map(
        (pattern) =>
          `${EXCEPTIONS_FILE}: exceptions[${index}]: got ${JSON.stringify(pattern)}, expected a resource in which ` +
          `${scanner} finds ${check}, and it finds none; remove it.`,
      ),
  );
}

/** Holds findings against the exceptions. */
export function judge(findings: readonly Finding[], exceptions: readonly Exception[]): Verdict {
  const isExcepted = (finding: Finding) => exceptions.some((exception) => covers(exception, finding));
  return {
    excepted: findings.filter(isExcepted),
    sentences: [...sentences(findings.filter((finding) => !isExcepted(finding))), ...needless(exceptions, findings)],
  };
}
