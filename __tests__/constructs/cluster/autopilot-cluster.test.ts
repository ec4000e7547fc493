import { TerraformOutput } from "cdktf";
import { AutopilotCluster, type AutopilotClusterProps } from "../../../constructs/cluster/autopilot-cluster";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

const MINIMAL: AutopilotClusterProps = {
  region: "us-central1",
  networkId: "projects/acme/global/networks/main",
  subnetId: "projects/acme/regions/us-central1/subnetworks/nodes",
  podRangeName: "pods",
  serviceRangeName: "services",
  nodeServiceAccount: "nodes@acme.iam.gserviceaccount.com",
  releaseChannel: "REGULAR",
  maintenance: { days: ["SA", "SU"], startTime: "03:00", durationHours: 6 },
  binaryAuthorization: false,
  labels: { team: "platform" },
  protect: true,
};

function cluster(change: Partial<AutopilotClusterProps> = {}) {
  const stack = synthConstruct((scope) => new AutopilotCluster(scope, "cluster", { ...MINIMAL, ...change }));
  return resourceOf(stack, "google_container_cluster");
}

describe("with the least", () => {
  test("it is an Autopilot cluster in the network's ranges", () => {
    expect(cluster()).toMatchObject({
      name: "flowmaestro-cluster",
      location: "us-central1",
      enable_autopilot: true,
      network: MINIMAL.networkId,
      subnetwork: MINIMAL.subnetId,
      ip_allocation_policy: { cluster_secondary_range_name: "pods", services_secondary_range_name: "services" },
      resource_labels: { team: "platform" },
    });
  });

  test("its nodes are private, and the DNS endpoint is the only way in", () => {
    expect(cluster()).toMatchObject({
      private_cluster_config: { enable_private_nodes: true },
      control_plane_endpoints_config: {
        dns_endpoint_config: { allow_external_traffic: true },
        ip_endpoints_config: { enabled: false },
      },
    });
    expect(cluster()["master_authorized_networks_config"]).toBeUndefined();
  });

  test("nobody has rights by being anybody", () => {
    expect(cluster()).toMatchObject({
      rbac_binding_config: {
        enable_insecure_binding_system_authenticated: false,
        enable_insecure_binding_system_unauthenticated: false,
      },
      anonymous_authentication_config: { mode: "LIMITED" },
      node_pool_auto_config: { node_kubelet_config: { insecure_kubelet_readonly_port_enabled: "FALSE" } },
    });
  });

  test("of what Autopilot scales by itself it only names the nodes' account", () => {
    expect(cluster()["cluster_autoscaling"]).toEqual({
      auto_provisioning_defaults: { service_account: MINIMAL.nodeServiceAccount },
    });
  });

  test.each(["dns_config", "node_config", "node_pool", "initial_node_count", "remove_default_node_pool"])(
    "%s, which Autopilot decides by itself, is left alone",
    (argument) => {
      expect(cluster()[argument]).toBeUndefined();
    },
  );

  test("it is protected from deletion, twice", () => {
    expect(cluster()).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
  });

  test.each(["authenticator_groups_config", "database_encryption"])("there is no %s", (argument) => {
    expect(cluster()[argument]).toBeUndefined();
  });
});

test.each([
  ["03:00", 6, "2026-01-03T03:00:00Z", "2026-01-03T09:00:00Z"],
  ["22:30", 4, "2026-01-03T22:30:00Z", "2026-01-04T02:30:00Z"],
  ["00:00", 24, "2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z"],
])("a window from %s for %d hours ends when it should", (startTime, durationHours, start, end) => {
  expect(cluster({ maintenance: { days: ["MO"], startTime, durationHours } })["maintenance_policy"]).toEqual({
    recurring_window: { start_time: start, end_time: end, recurrence: "FREQ=WEEKLY;BYDAY=MO" },
  });
});

test("the window is open on each of its days", () => {
  expect(cluster()["maintenance_policy"]).toMatchObject({
    recurring_window: { recurrence: "FREQ=WEEKLY;BYDAY=SA,SU" },
  });
});

test("an IP endpoint is open to its ranges only", () => {
  // WHEN
  const opened = cluster({ ipEndpoint: { authorizedNetworks: [{ name: "office", cidr: "203.0.113.0/24" }] } });

  // THEN
  expect(opened).toMatchObject({
    control_plane_endpoints_config: { ip_endpoints_config: { enabled: true } },
    master_authorized_networks_config: {
      gcp_public_cidrs_access_enabled: false,
      cidr_blocks: [{ display_name: "office", cidr_block: "203.0.113.0/24" }],
    },
  });
});

test.each<[Partial<AutopilotClusterProps>, Record<string, unknown>]>([
  [{ releaseChannel: "STABLE" }, { release_channel: { channel: "STABLE" } }],
  [{ binaryAuthorization: false }, { binary_authorization: { evaluation_mode: "DISABLED" } }],
  [{ binaryAuthorization: true }, { binary_authorization: { evaluation_mode: "PROJECT_SINGLETON_POLICY_ENFORCE" } }],
  [{ rbacSecurityGroup: "g@acme.com" }, { authenticator_groups_config: { security_group: "g@acme.com" } }],
  [{ kmsKey: "key" }, { database_encryption: { state: "ENCRYPTED", key_name: "key" } }],
  [{ protect: false }, { deletion_protection: false, lifecycle: { prevent_destroy: false } }],
])("%j decides it", (change, expected) => {
  expect(cluster(change)).toMatchObject(expected);
});

test("its endpoint is the host name that IAM guards", () => {
  // WHEN
  const { output } = synthConstruct((stack) => {
    const { endpoint } = new AutopilotCluster(stack, "cluster", MINIMAL);
    new TerraformOutput(stack, "endpoint", { value: endpoint, staticId: true });
  });

  // THEN
  expect(output!["endpoint"]!["value"]).toBe(
    "${google_container_cluster.cluster.control_plane_endpoints_config[0].dns_endpoint_config[0].endpoint}",
  );
});
