import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/** @see https://github.com/GoogleCloudPlatform/gke-managed-certs#limitations */
const MAX_HOSTS = 100;
/** Of one Ingress, and there is one. Same source. */
const MAX_CERTIFICATES = 15;

function* checkCoverage({ hosts, certificates }: Environment): Iterable<Finding> {
  if (Object.keys(hosts).length === 0) {
    yield {
      path: ["hosts"],
      got: hosts,
      expected: "at least one host",
      fix: "name the service of one, as in api: api-server",
    };
  }
  const path = ["certificates"];
  const covered = Object.values(certificates).flat();
  for (const host of Object.keys(hosts)) {
    const expected = `${host} in exactly one certificate`;
    const count = covered.filter((other) => other === host).length;
    if (count === 0) yield { path, expected, fix: "add it to a new certificate, or to one that is not live yet" };
    if (count > 1) yield { path, got: host, expected, fix: "remove it from all but one" };
  }
}

function* checkSizes({ certificates }: Environment): Iterable<Finding> {
  const path = ["certificates"];
  const count = Object.keys(certificates).length;
  if (count > MAX_CERTIFICATES) {
    const expected = `at most ${MAX_CERTIFICATES} certificates at one load balancer`;
    yield { path, got: count, expected, fix: "put the hosts of several into one" };
  }
  for (const [certificate, { length }] of Object.entries(certificates)) {
    if (length <= MAX_HOSTS) continue;
    yield {
      path: [...path, certificate],
      got: length,
      expected: `at most ${MAX_HOSTS} hosts`,
      fix: "add a certificate",
    };
  }
}

/** Every host is in exactly one certificate, and every certificate has only hosts that exist. */
export function* checkCertificates(environment: Environment): Iterable<Finding> {
  yield* checkCoverage(environment);
  yield* checkSizes(environment);

  const hosts = Object.keys(environment.hosts);
  for (const [certificate, covered] of Object.entries(environment.certificates)) {
    for (const [index, got] of covered.entries()) {
      if (hosts.includes(got)) continue;
      const fix = didYouMean(got, hosts, "add it to hosts or remove it here");
      yield { path: ["certificates", certificate, index], got, expected: "a host of this environment", fix };
    }
  }
}
