import { spawn } from "node:child_process";
import { join } from "node:path";
import { plannedChanges, type PlannedChange, type ShownPlan } from "../../cli/deploy/plan";
import { placeOf } from "../../cli/fmctl/commands/repair/find-google";
import { FakeGoogle } from "../support/fake-google";
import { synthEnvironment } from "../support/synth-app";
import { missingProviders, terraform, terraformVariables, writeState } from "../support/terraform";

const PROJECT = { project: "flowmaestro-production" };
const NETWORK = {
  cross_stack_output_google_compute_network_network_id: "projects/acme/global/networks/flowmaestro-network",
  cross_stack_output_google_compute_subnetwork_subnet_id:
    "projects/acme/regions/us-central1/subnetworks/flowmaestro-nodes",
  cross_stack_output_google_compute_global_address_private_services_range_name: "flowmaestro-private-services",
};

/** Where the provider asks, as its own defaults do, but on this machine. */
const endpoints = (address: string): NodeJS.ProcessEnv => ({
  GOOGLE_ARTIFACT_REGISTRY_CUSTOM_ENDPOINT: `${address}/artifactregistry/v1/`,
  GOOGLE_COMPUTE_CUSTOM_ENDPOINT: `${address}/compute/compute/v1/`,
  GOOGLE_CONTAINER_CUSTOM_ENDPOINT: `${address}/container/`,
  GOOGLE_DNS_CUSTOM_ENDPOINT: `${address}/dns/dns/v1/`,
  // The provider asks for service accounts at their real address, whatever one says; nobody answers there.
  HTTPS_PROXY: "http://127.0.0.1:9",
  GOOGLE_REDIS_CUSTOM_ENDPOINT: `${address}/redis/v1/`,
  GOOGLE_SECRET_MANAGER_CUSTOM_ENDPOINT: `${address}/secretmanager/v1/`,
  GOOGLE_SQL_CUSTOM_ENDPOINT: `${address}/sqladmin/sql/v1beta4/`,
  GOOGLE_STORAGE_CUSTOM_ENDPOINT: `${address}/storage/storage/v1/`,
});

const folderOf = (stack: string) => join(synthEnvironment("production").outdir, "stacks", stack);

/** The first resource of each type that can be imported, as a first plan has it. */
function candidates(stack: string): readonly PlannedChange[] {
  const folder = folderOf(stack);
  expect(terraform(folder, ["init", "-input=false", "-no-color"]).stderr).toBe("");
  expect(terraform(folder, ["plan", "-input=false", "-no-color", "-out=plan"]).stderr).toBe("");
  const changes = plannedChanges(JSON.parse(terraform(folder, ["show", "-json", "plan"]).stdout) as ShownPlan);
  const types = new Set<string>();
  return changes.filter((change) => placeOf(change, PROJECT) && !types.has(change.type) && types.add(change.type));
}

/** Not `terraform` of support: the server that it asks is in this process. */
function imported(folder: string, address: string, id: string, env: NodeJS.ProcessEnv): Promise<string> {
  const args = ["import", "-input=false", "-no-color", address, id];
  return new Promise((resolve) => {
    const child = spawn("terraform", args, { cwd: folder, env: terraformVariables(env) });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
    child.on("close", () => resolve(said.replace(/\s+/g, " ")));
  });
}

const missing = missingProviders(folderOf("data"));
if (missing) console.warn(`skipped: ${missing}`);

(missing ? describe.skip : describe)("objects that an earlier apply made, with the real provider", () => {
  const google = new FakeGoogle();
  beforeAll(async () => {
    await google.start();
    const state = join(synthEnvironment("production").outdir, "..", "terraform-state", "production", "network.tfstate");
    writeState(state, NETWORK);
  });
  afterAll(() => google.stop());

  test.each(["network", "cluster", "data"])(
    "%s: each id is one that the provider takes, and leads it to where fmctl looks",
    async (stack) => {
      const wrong: Record<string, string> = {};
      for (const change of candidates(stack)) {
        const { service, path, importId } = placeOf(change, PROJECT)!;
        google.seen.length = 0;
        // Nothing is there, so the provider looks, and imports nothing.
        const said = await imported(folderOf(stack), change.address, importId, endpoints(google.origin));
        const seen = google.seen.map(({ target }) => target.split("?")[0]);
        // The client for clusters leaves the path of an endpoint away.
        const places = [`${service}/${path}`, path];
        const isRight =
          places.some((place) => seen.includes(place)) || said.includes(`https://${service}.googleapis.com/${path}`);
        if (!isRight) wrong[change.address] = `${importId}: ${seen.join(", ")}: ${said.slice(-400)}`;
      }
      expect(wrong).toEqual({});
    },
    600_000,
  );
});
