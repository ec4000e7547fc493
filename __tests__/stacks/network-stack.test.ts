import { resourcesOf } from "../support/blocks";
import { canonical } from "../support/canonical";
import { synthEnvironment } from "../support/synth-app";
import { ENVIRONMENTS, synthVariant } from "../support/variants";

const managed = () => synthVariant("everything on").stacks["network"]!;

test.each(ENVIRONMENTS)("the stack network of %s is as it was when it was last looked at", (environment) => {
  expect(canonical(synthEnvironment(environment).stacks["network"]!)).toMatchSnapshot();
});

test("a zone that is managed here answers what the output says that it must", () => {
  // GIVEN
  const records = managed().output!["dns_records"]!["value"] as Record<string, unknown>[];

  // WHEN
  const answered = resourcesOf(managed(), "google_dns_record_set").map(({ name, type, ttl, rrdatas: values }) => ({
    name: String(name).slice(0, -1),
    type,
    ttl,
    values,
  }));

  // THEN
  expect(answered).toHaveLength(records.length);
  expect(answered).toEqual(expect.arrayContaining(records));
});

test("only Google's authority may issue certificates for the domain", () => {
  expect(managed().output!["dns_records"]!["value"]).toContainEqual({
    name: "flowmaestro.example.com",
    type: "CAA",
    ttl: 300,
    values: ['0 issue "pki.goog"'],
  });
});

test("what must be told to others is put out: name servers to the registrar, addresses to partners", () => {
  expect(managed().output).toMatchObject({
    dns_name_servers: { value: "${google_dns_managed_zone.dns_zone.name_servers}" },
    nat_addresses: {
      value: ["${google_compute_address.nat_address_1.address}", "${google_compute_address.nat_address_2.address}"],
    },
  });
});
