import { parse } from "yaml";
import { loadEnvironment } from "../../config/load";
import { mebibytes, millicores } from "../../config/quantities";
import { cloudArmor } from "../../cost/items/cloud-armor";
import { ITEMS } from "../../cost/items";
import { cloudNat } from "../../cost/items/cloud-nat";
import { cloudStorage } from "../../cost/items/cloud-storage";
import { secretManager } from "../../cost/items/secret-manager";
import { workloads } from "../../cost/pods";
import { UNPRICED_RESOURCES } from "../../cost/unpriced-resources";
import { resourcesOf } from "../support/blocks";
import { releases } from "../support/releases";
import { synthEnvironment } from "../support/synth-app";
import { CLOUD, ENVIRONMENTS } from "../support/variants";
import { both, charge, USAGE } from "./subject";

// What an estimate counts is what the stacks synthesize: an estimate does not synthesize, since it is made twenty times.

const stacksOf = (environment: string) => Object.values(synthEnvironment(environment).stacks);
const count = (environment: string, type: string) =>
  stacksOf(environment).reduce((total, stack) => total + resourcesOf(stack, type).length, 0);
const subjectOf = (name: string) => ({ environment: loadEnvironment(name), usage: USAGE });

test("every type of resource is on the bill, or known not to be", () => {
  const types = Object.values(CLOUD).flatMap((synth) =>
    Object.values(synth().stacks).flatMap(({ resource = {} }) => Object.keys(resource)),
  );
  const google = [...new Set(types)].filter((type) => type.startsWith("google_"));
  const priced = new Set(ITEMS.flatMap(({ resources }) => resources));
  expect(google.filter((type) => !priced.has(type) && !(type in UNPRICED_RESOURCES))).toEqual([]);
  expect([...priced].filter((type) => type in UNPRICED_RESOURCES)).toEqual([]);
});

describe.each(ENVIRONMENTS)("%s", (name) => {
  test("has as many secrets, with a version each, as are paid for", () => {
    expect(count(name, "google_secret_manager_secret")).toBe(
      charge(secretManager, "versions", subjectOf(name)).quantity.low,
    );
    expect(count(name, "google_secret_manager_secret_version")).toBe(count(name, "google_secret_manager_secret"));
  });

  test("has as many Cloud Armor rules as are paid for", () => {
    const [policy] = stacksOf(name).flatMap((stack) => resourcesOf(stack, "google_compute_security_policy"));
    expect(charge(cloudArmor, "rules", subjectOf(name)).quantity).toEqual(both((policy!.rule as unknown[]).length));
  });

  test("has as many buckets as are paid for", () => {
    const { assumption } = charge(cloudStorage, "writes", subjectOf(name));
    expect(assumption).toContain(`${count(name, "google_storage_bucket")} buckets`);
  });

  test("reserves the addresses that the NAT is said to have", () => {
    expect(count(name, "google_compute_address")).toBe(0);
    expect(charge(cloudNat, "addresses", subjectOf(name)).assumption).toBe("one that Google chooses");
  });

  test("has each service's pods with the requests that are billed", () => {
    // GIVEN the values that Terraform hands to the chart
    const services = workloads(loadEnvironment(name)).filter(({ part }) => part === "service");
    const installed = releases(name);
    expect(services.length).toBeGreaterThan(0);
    for (const { name: service, pods, pod } of services) {
      const documents = installed.find((release) => release.name === service)!.values;
      const values = Object.assign({}, ...documents.map((text) => parse(text) as object)) as {
        replicas: number;
        autoscaling: { maxReplicas: number } | null;
        resources: { requests: { cpu: string; memory: string } };
      };
      // THEN
      expect(pods).toEqual({ low: values.replicas, high: values.autoscaling?.maxReplicas ?? values.replicas });
      expect(pod.vcpu).toBe(millicores(values.resources.requests.cpu) / 1000);
      expect(pod.memoryGib).toBe(mebibytes(values.resources.requests.memory) / 1024);
      expect(values.resources.requests).not.toHaveProperty("ephemeral-storage");
    }
  });

  test("has Temporal's pods with the requests that are billed", () => {
    const documents = releases(name).find((release) => release.name === "temporal")!.values;
    const [fixedValues, literals] = documents.map((text) => parse(text, { merge: true }) as TemporalValues);
    const all = workloads(loadEnvironment(name)).filter(({ part }) => part === "temporal");
    const rendered = {
      ...Object.fromEntries(
        ["frontend", "history", "matching", "worker"].map((role) => [role, literals!.server[role]!]),
      ),
      web: literals!.web,
      "admin tools": { replicaCount: 1, resources: fixedValues!.admintools.resources },
    };
    expect(
      Object.fromEntries(all.map(({ name: role, pods, pod }) => [role.replace("Temporal ", ""), { pods, pod }])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(rendered).map(
          ([
            role,
            {
              replicaCount,
              resources: { requests },
            },
          ]) => [
            role,
            {
              pods: both(replicaCount),
              pod: {
                vcpu: millicores(requests.cpu) / 1000,
                memoryGib: mebibytes(requests.memory) / 1024,
                storageGib: mebibytes(requests["ephemeral-storage"]) / 1024,
              },
            },
          ],
        ),
      ),
    );
  });
});

interface Pods {
  readonly replicaCount: number;
  readonly resources: {
    readonly requests: { readonly cpu: string; readonly memory: string; readonly "ephemeral-storage": string };
  };
}

interface TemporalValues {
  readonly server: Readonly<Record<string, Pods>>;
  readonly web: Pods;
  readonly admintools: Pods;
}
