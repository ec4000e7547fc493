import { loadEnvironment } from "../../config/load";
import { addressedBlocks, textsOf } from "../support/blocks";
import { Dependencies } from "../support/dependencies";
import { originsOf } from "../support/trace";
import { CLOUD, SUBJECTS } from "../support/variants";

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

describe.each(Object.keys(CLOUD))("%s", (subject) => {
  const stack = (name: string) => CLOUD[subject]!().stacks[name]!;
  const dependencies = once(() => new Dependencies(stack("workloads")));
  const resources = (name: string) => addressedBlocks(stack(name)).filter(({ kind }) => kind === "resource");
  const addresses = (name: string, pattern: RegExp) =>
    resources(name)
      .map(({ address }) => address)
      .filter((address) => pattern.test(address));
  const origins = (text: string) => originsOf(CLOUD[subject]!(), "workloads", text);
  const before = (address: string) => dependencies().before(address);

  /** Addresses of the releases by their names. */
  const releases = () =>
    Object.fromEntries(
      resources("workloads")
        .filter(({ type }) => type === "helm_release")
        .map(({ address, block }) => [block["name"] as string, address]),
    );
  const release = (name: string) => releases()[name]!;
  const services = () => Object.keys(releases()).filter((name) => !["edge", "migrations", "temporal"].includes(name));

  /** Grants to the Google identity of a service, and the one by which its pods become it. */
  const grantsOf = (service: string) => {
    const identity = `cluster/google_service_account.identity_${service.replaceAll("-", "_")}.email`;
    return resources("workloads")
      .filter(({ type }) => type.endsWith("_iam_member"))
      .filter(({ block }) => textsOf(block).some(({ text }) => origins(text).includes(identity)))
      .map(({ address }) => address);
  };

  test("whatever needs an API waits for all of them", () => {
    // GIVEN
    const apis = addresses("network", /^google_project_service\./);
    const dependencies = new Dependencies(stack("network"));

    for (const address of addresses("network", /^(?!google_project_service\.)/)) {
      // WHEN
      const awaited = dependencies.before(address).filter((earlier) => apis.includes(earlier));

      // THEN
      expect([address, awaited]).toEqual([address, apis]);
    }
  });

  test("an instance in the network waits for nothing but the network, which is another stack", () => {
    expect(CLOUD[subject]!().dependencies["data"]).toEqual(["network"]);
  });

  test("no pod starts before the rules of its network", () => {
    const policies = addresses("workloads", /^kubernetes_network_policy_v1\./);

    expect(policies).not.toEqual([]);
    for (const address of Object.values(releases())) expect(before(address)).toEqual(expect.arrayContaining(policies));
  });

  test("Temporal comes after its password, the certificates of its database and its service account", () => {
    expect(before(release("temporal"))).toEqual(
      expect.arrayContaining([
        "kubernetes_config_map_v1.temporal_database_ca",
        "kubernetes_secret_v1.secrets_temporal_db_credentials",
        "kubernetes_service_account_v1.temporal_service_account",
      ]),
    );
  });

  test("the migrations come after Temporal and what their Job mounts", () => {
    expect(before(release("migrations"))).toEqual(
      expect.arrayContaining([
        "google_artifact_registry_repository_iam_member.image_pull",
        release("temporal"),
        "kubernetes_secret_v1.secrets_db_credentials",
        "kubernetes_service_account_v1.migrations_service_account",
      ]),
    );
  });

  test("the API comes after the migrations, the other services after the API", () => {
    expect(before(release("api-server"))).toContain(release("migrations"));
    for (const service of services().filter((name) => name !== "api-server")) {
      expect(before(release(service))).toContain(release("api-server"));
    }
  });

  test("no service starts before its identity may do all that it will ever do", () => {
    for (const service of services()) {
      // GIVEN
      const grants = grantsOf(service);
      const account = resources("workloads").find(
        ({ type, block }) =>
          type === "kubernetes_service_account_v1" && (block["metadata"] as { name: string }).name === service,
      )!;

      // THEN
      expect(grants).not.toEqual([]);
      expect(before(release(service))).toEqual(expect.arrayContaining([...grants, account.address]));
    }
  });

  test("every grant is for a service or for the nodes", () => {
    // GIVEN
    const granted = [...services().flatMap(grantsOf), "google_artifact_registry_repository_iam_member.image_pull"];

    // THEN
    expect(granted.sort()).toEqual([...addresses("workloads", /_iam_member\./)].sort());
  });

  test("the front door opens after every service behind it", () => {
    // GIVEN
    const balanced = new Set(Object.values(loadEnvironment("production").hosts));

    // THEN
    expect(before(release("edge"))).toEqual(expect.arrayContaining([...balanced].map(release)));
  });

  test("everything in Kubernetes comes after the namespace", () => {
    for (const address of addresses("workloads", /^(helm_release|kubernetes_(?!namespace))/)) {
      expect([address, before(address)]).toEqual([
        address,
        expect.arrayContaining(["kubernetes_namespace_v1.namespace"]),
      ]);
    }
  });

  test("whoever reads a secret back waits until it has a version", () => {
    // GIVEN
    const dependencies = new Dependencies(stack("data"));

    for (const user of ["flowmaestro", "temporal"]) {
      // THEN
      expect(dependencies.before(`google_sql_user.database_user_${user}`)).toContain(
        `google_secret_manager_secret_version.secret_${user}_database_password_first_version`,
      );
    }
  });
});

test("local: the data is there before anything that runs, in the same order", () => {
  // GIVEN
  const workloads = SUBJECTS["local"]!().stacks["workloads"]!;
  const dependencies = new Dependencies(workloads);
  const releases = addressedBlocks(workloads).filter(({ type }) => type === "helm_release");
  const address = (name: string) => releases.find(({ block }) => block["name"] === name)!.address;

  // THEN
  expect(SUBJECTS["local"]!().dependencies["workloads"]).toEqual(["data"]);
  expect(dependencies.before(address("migrations"))).toContain(address("temporal"));
  expect(dependencies.before(address("api-server"))).toContain(address("migrations"));
  expect(dependencies.before(address("frontend"))).toContain(address("api-server"));
});
