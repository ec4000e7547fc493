import { loadEnvironment } from "../../../config/load";
import { checkCertificates } from "../../../config/checks/certificates";
import { saidOf } from "./production";

const hosts = (count: number) => Array.from({ length: count }, (_, index) => `host-${index}`);
const served = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "frontend"]));
const said = (changes: object) => saidOf(checkCertificates, changes);

test("accepts a later host in a certificate of its own", () => {
  expect(said({ hosts: { blog: "marketing" }, certificates: { "blog-cert": ["blog"] } })).toEqual([]);
});

test("refuses a host without a certificate", () => {
  expect(said({ hosts: { blog: "marketing" } })).toEqual([
    "certificates: got nothing, expected blog in exactly one certificate; " +
      "add it to a new certificate, or to one that is not live yet.",
  ]);
});

test("refuses a host in two certificates, or twice in one", () => {
  const refusal = 'certificates: got "api", expected api in exactly one certificate; remove it from all but one.';
  expect(said({ certificates: { other: ["api"] } })).toEqual([refusal]);
  expect(said({ certificates: { "flowmaestro-cert": ["api", "api", "app", "www", "@"] } })).toEqual([refusal]);
});

test("refuses a host that does not exist, and suggests the nearest", () => {
  expect(said({ certificates: { other: ["ap1", "status"] } })).toEqual([
    'certificates.other[0]: got "ap1", expected a host of this environment; did you mean api?',
    'certificates.other[1]: got "status", expected a host of this environment; add it to hosts or remove it here.',
  ]);
});

test("accepts 100 hosts in a certificate and refuses 101", () => {
  const changes = (count: number) => ({ hosts: served(hosts(count)), certificates: { large: hosts(count) } });
  expect(said(changes(100))).toEqual([]);
  expect(said(changes(101))).toEqual(["certificates.large: got 101, expected at most 100 hosts; add a certificate."]);
});

test("accepts 15 certificates and refuses 16", () => {
  const changes = (count: number) => ({
    hosts: served(hosts(count)),
    certificates: Object.fromEntries(hosts(count).map((host) => [host, [host]])),
  });
  expect(said(changes(14))).toEqual([]);
  expect(said(changes(15))).toEqual([
    "certificates: got 16, expected at most 15 certificates at one load balancer; put the hosts of several into one.",
  ]);
});

test("refuses an environment without a host", () => {
  expect(
    said({
      hosts: Object.fromEntries(Object.keys(loadEnvironment("production").hosts).map((host) => [host, null])),
      certificates: { "flowmaestro-cert": null },
    }),
  ).toEqual(["hosts: got a map, expected at least one host; name the service of one, as in api: api-server."]);
});
