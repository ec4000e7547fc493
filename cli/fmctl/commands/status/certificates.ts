import { z } from "zod";
import { NAMESPACE } from "../../../../stacks/fixed-names";
import type { Examine } from "./section";

/** https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs#viewing */
const listSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({ domains: z.array(z.string()) }),
      status: z
        .object({
          certificateStatus: z.string().optional(),
          domainStatus: z.array(z.object({ domain: z.string(), status: z.string() })).optional(),
          expireTime: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const ACTIVE = "Active";

function nextStep(status: string, environment: string): string {
  if (status === "FailedNotVisible") {
    return `its record has to point to the load balancer: fmctl dns ${environment}; Google looks again by itself`;
  }
  if (status.startsWith("FailedCaa")) return "the domain's CAA record has to allow pki.goog or letsencrypt.org";
  if (status === "FailedRateLimited")
    return "Google's certificate authority has had enough for now; it tries again by itself";
  return `Google makes it within an hour or so once the records are seen: fmctl dns ${environment}`;
}

/** The managed certificates, domain by domain. */
export const examineCertificates: Examine = async ({ environment, cluster }) => {
  const connected = await cluster();
  const found: unknown = await connected.ask("list ManagedCertificates", () =>
    connected.custom.listNamespacedCustomObject({
      group: "networking.gke.io",
      version: "v1",
      plural: "managedcertificates",
      namespace: NAMESPACE,
    }),
  );
  const facts = listSchema.parse(found).items.flatMap(({ metadata: { name }, spec, status }) =>
    spec.domains.map((domain) => {
      const own = status?.domainStatus?.find((each) => each.domain === domain)?.status;
      const state = own ?? status?.certificateStatus ?? "Provisioning";
      return { certificate: name, domain, status: state, expires: status?.expireTime ?? null };
    }),
  );
  return {
    rows: facts.map(({ certificate, domain, status, expires }) => [
      certificate,
      domain,
      status,
      expires === null ? "" : `until ${expires.slice(0, 10)}`,
    ]),
    facts,
    problems: facts
      .filter(({ status }) => status !== ACTIVE)
      .map(({ certificate, domain, status }) => ({
        what: `certificate ${certificate}: ${domain} is ${status}`,
        next: nextStep(status, environment.name),
      })),
    states: Object.fromEntries(facts.map(({ certificate, domain, status }) => [`${certificate} ${domain}`, status])),
  };
};
