import { TerraformOutput } from "cdktf";
import { DnsZone } from "../../../constructs/edge/dns-zone";
import { resourceOf, resourcesOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

function synthesized(protect = true) {
  return synthConstruct((stack) => {
    const { nameServers } = new DnsZone(stack, "dns", {
      domain: "example.com",
      records: {
        api: { name: "api.example.com", type: "A", ttl: 300, values: ["203.0.113.1"] },
        domain_caa: { name: "example.com", type: "CAA", ttl: 60, values: ['0 issue "pki.goog"'] },
      },
      dependsOn: [],
      protect,
    });
    new TerraformOutput(stack, "name_servers", { value: nameServers, staticId: true });
  });
}

test("the zone is signed, and its address the same for ever", () => {
  expect(synthesized().resource!["google_dns_managed_zone"]).toMatchObject({
    dns_zone: { name: "flowmaestro-public", dns_name: "example.com.", dnssec_config: { state: "on" } },
  });
});

test.each([true, false])("it is protected from destruction: %p", (protect) => {
  expect(resourceOf(synthesized(protect), "google_dns_managed_zone")).toMatchObject({
    force_destroy: false,
    lifecycle: { prevent_destroy: protect },
  });
});

test("every record is in it, fully qualified", () => {
  expect(resourcesOf(synthesized(), "google_dns_record_set")).toEqual([
    {
      managed_zone: "${google_dns_managed_zone.dns_zone.name}",
      name: "api.example.com.",
      type: "A",
      ttl: 300,
      rrdatas: ["203.0.113.1"],
    },
    expect.objectContaining({ name: "example.com.", type: "CAA", ttl: 60, rrdatas: ['0 issue "pki.goog"'] }),
  ]);
});

test("it says which name servers the registrar must know", () => {
  expect(synthesized().output!["name_servers"]!["value"]).toBe("${google_dns_managed_zone.dns_zone.name_servers}");
});
