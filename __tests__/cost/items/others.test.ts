import { artifactRegistry } from "../../../cost/items/artifact-registry";
import { cloudLogging } from "../../../cost/items/cloud-logging";
import { cloudMonitoring } from "../../../cost/items/cloud-monitoring";
import { secretManager } from "../../../cost/items/secret-manager";
import { both, charge, itemUsd, subject, usd, used } from "../subject";

describe("Artifact Registry", () => {
  const USE = { releasesPerMonth: used(20), gibPerImageVersion: used(0.1) };

  test("keeps what was released while it may stay, of each of four images", () => {
    // GIVEN 20 releases a month for 73 days, which are 2.4 months: 48 versions × 4 × 0.1 = 19.2 GiB
    const of = subject({ registry: { deleteTaggedAfterDays: 73 } }, USE);
    // THEN (19.2 - 0.5) × 0.10 where the free half is not used up elsewhere
    expect(usd(artifactRegistry, "images", of)).toEqual({ low: 1.87, high: 1.92 });
  });

  test("keeps at least as many versions as are to be kept", () => {
    const of = subject({ registry: { keepVersions: 100, deleteTaggedAfterDays: 30 } }, USE);
    expect(charge(artifactRegistry, "images", of).quantity).toEqual(both(40));
  });

  test("scans every image of every release", () => {
    // 4 × 20 × 0.26
    expect(usd(artifactRegistry, "vulnerability scans", subject({}, USE))).toEqual(both(20.8));
  });

  test("is not paid for when the images are elsewhere", () => {
    expect(itemUsd(artifactRegistry, subject({ images: { registry: "registry.example.com" } }))).toBeUndefined();
  });
});

test("secrets cost by the version and by the read", () => {
  // GIVEN four of its own and six integrations' secrets, each rotated once
  const integrationSecrets = ["A", "B", "C", "D", "E", "F"];
  const of = subject({ integrationSecrets }, { versionsPerSecret: used(2), secretReads: used(3000) });
  // THEN 20 versions × 0.06, six free at best, and 3 × 10,000 reads × 0.03, one free at best
  expect(usd(secretManager, "versions", of)).toEqual({ low: 0.84, high: 1.2 });
  expect(usd(secretManager, "reads", of)).toEqual({ low: 0.06, high: 0.09 });
});

describe("Cloud Logging", () => {
  const USE = {
    logGibPerPod: used(2),
    logGibOfDatabase: used(10),
    millionRequestsPerServingPod: used(1),
    logGibPerMillionRequests: used(1),
    nodesPerVcpu: used(0.01),
    flowLogGibPerNode: used(10),
  };

  test("costs what pods, database and load balancer write above 50 GiB", () => {
    // GIVEN 24 and 44 pods × 2 + 10 + 8 = 66 and 106 GiB
    expect(usd(cloudLogging, "logs", subject({}, USE))).toEqual({ low: 8, high: 28 });
  });

  test("keeps them for nothing as long as is free, and then for what they weigh", () => {
    const kept = (retentionDays: number) => subject({ observability: { logs: { retentionDays } } }, USE);
    expect(usd(cloudLogging, "kept longer", kept(30))).toEqual(both(0));
    // 66 and 106 GiB × 60 days of the 30.4 of a month × 0.01
    expect(usd(cloudLogging, "kept longer", kept(90))).toEqual({ low: 1.3, high: 2.09 });
  });

  test("costs the share of the flows that is logged", () => {
    // 3 nodes × 10 GiB × 0.25 a GiB, of which a half or nothing
    expect(usd(cloudLogging, "flow logs", subject({}, USE))).toEqual(both(3.75));
    expect(usd(cloudLogging, "flow logs", subject({ network: { flowLogs: { sampling: 0 } } }, USE))).toEqual(both(0));
  });
});

test("metrics cost by the sample, and uptime checks above a million", () => {
  // GIVEN 24 and 44 pods with 100 series, 12 Temporal servers with 1,000 more, 10,000 samples each; 4 hosts
  const usage = { seriesPerPod: used(100), seriesPerTemporalPod: used(1000), samplesPerSeries: used(10_000) };
  const of = subject({}, { ...usage, uptimeExecutionsPerHost: used(300_000) });
  // THEN 14,400 and 16,400 series are 144 and 164 million samples × 0.06; 200 thousand executions × 0.30
  expect(usd(cloudMonitoring, "managed Prometheus", of)).toEqual({ low: 8.64, high: 9.84 });
  expect(usd(cloudMonitoring, "uptime checks", of)).toEqual(both(60));
});
