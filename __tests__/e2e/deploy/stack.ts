import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CHARTS = join(__dirname, "..", "..", "..", "charts");
/** A static binary that serves, sleeps, fills memory or exits, as its arguments say. */
const IMAGE = { repository: "lab.local/podtool", tag: "1" };
const PROGRAM = "/podtool";

/** What differs between two versions of what is deployed. */
export interface Version {
  /** A variable of the container, and the content of the config map. */
  readonly message: string;
  /** Values of the service's chart that are other ones. @default - it serves */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Seconds until it says that it is ready. @default - 3 */
  readonly readyAfterSeconds?: number;
  /** Seconds until the release is given up. @default - 120 */
  readonly timeoutSeconds?: number;
  /** Arguments of the program that migrates before the service is rolled out. @default - there is no such release */
  readonly migrate?: readonly string[];
}

/** Why these tests cannot run here, or nothing when they can. */
export function missing(): string | undefined {
  if (!process.env.KUBECONFIG) return "KUBECONFIG names no cluster on which namespaces may be made";
  const nodes = spawnSync("kubectl", ["get", "nodes", "-o", "jsonpath={.items[*].status.images[*].names}"], {
    encoding: "utf8",
  });
  if (nodes.status !== 0)
    return `kubectl cannot list the cluster's nodes: ${nodes.error?.message ?? nodes.stderr.trim().split("\n").at(-1)}`;
  const image = `${IMAGE.repository}:${IMAGE.tag}`;
  if (!nodes.stdout.includes(image)) return `no node of the cluster has the image ${image}, a test program`;
  if (spawnSync("terraform", ["version"]).status !== 0) return "terraform is not installed";
  const folder = mkdtempSync(join(tmpdir(), "deploy-test-"));
  try {
    writeStack(folder, "deploy-test", { message: "none" });
    const init = spawnSync("terraform", ["init", "-backend=false", "-input=false"], { cwd: folder, encoding: "utf8" });
    if (init.status === 0) return undefined;
    return `terraform init found no providers; reach the registry or name a mirror with TF_CLI_CONFIG_FILE: ${init.stderr.split("\n")[1]}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const required = (provider: string, version: string) => ({ [provider]: { source: `hashicorp/${provider}`, version } });

const STORAGE = { "ephemeral-storage": "16Mi" };
const RESOURCES = {
  requests: { cpu: "10m", memory: "16Mi", ...STORAGE },
  limits: { cpu: "200m", memory: "32Mi", ...STORAGE },
};

function serviceValues({ message, values, readyAfterSeconds = 3 }: Version): object {
  const httpGet = { path: "/readyz", port: "http" };
  return {
    image: IMAGE,
    args: ["serve", ":8080"],
    port: 8080,
    env: { MSG: message },
    secretEnvFrom: ["plain"],
    serviceAccountName: "service",
    replicas: 1,
    runAsUser: 1000,
    drainSeconds: 0,
    shutdownSeconds: 5,
    writableSizeLimit: "1Mi",
    probes: { readiness: { httpGet, initialDelaySeconds: readyAfterSeconds, periodSeconds: 1 } },
    resources: RESOURCES,
    ...values,
  };
}

function migrationValues(args: readonly string[]): object {
  const schemaCommand = [PROGRAM, "exit", "0"];
  const command = [PROGRAM, ...args];
  return { image: IMAGE, schemaCommand, command, serviceAccountName: "service", resources: RESOURCES };
}

function revisionOf(text: string): number {
  return Number.parseInt(createHash("sha256").update(text).digest("hex").slice(0, 7), 16);
}

/** A stack such as CDKTF writes: everything that can be adopted, and the project's own chart. */
export function writeStack(folder: string, namespaceName: string, version: Version): void {
  const namespace = "${kubernetes_namespace_v1.namespace.metadata[0].name}";
  const secret = (name: string, data: Record<string, string>, revision: number) => ({
    metadata: { name, namespace },
    type: "Opaque",
    data_wo: data,
    data_wo_revision: revision,
  });
  const release = (name: string, chart: string, values: object, dependsOn: readonly string[]) => ({
    name,
    namespace,
    chart,
    values: [JSON.stringify(values)],
    atomic: true,
    cleanup_on_fail: true,
    wait: true,
    wait_for_jobs: true,
    timeout: version.timeoutSeconds ?? 120,
    max_history: 10,
    upgrade_install: true,
    depends_on: dependsOn,
  });
  const credentials = Object.fromEntries(["host", "port", "database", "user", "password"].map((key) => [key, key]));
  const { migrate } = version;
  const stack = {
    terraform: {
      required_version: ">= 1.11.0",
      backend: { local: { path: "../../../terraform-state/app.tfstate" } },
      required_providers: {
        ...required("kubernetes", "3.2.1"),
        ...required("helm", "3.1.2"),
        ...required("random", "3.9.0"),
      },
    },
    provider: { kubernetes: [{}], helm: [{ kubernetes: {} }] },
    ephemeral: { random_password: { password: { length: 32 } } },
    resource: {
      kubernetes_namespace_v1: {
        namespace: {
          metadata: { name: namespaceName, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
          timeouts: { delete: "5m" },
        },
      },
      kubernetes_secret_v1: {
        generated: secret("generated", { password: "${ephemeral.random_password.password.result}" }, 7),
        plain: secret("plain", { MESSAGE: version.message }, revisionOf(version.message)),
        ...(migrate && { database: secret("db-credentials", credentials, 1) }),
      },
      kubernetes_config_map_v1: {
        settings: { metadata: { name: "settings", namespace }, data: { message: version.message } },
      },
      kubernetes_service_account_v1: {
        service: { metadata: { name: "service", namespace }, automount_service_account_token: false },
      },
      kubernetes_network_policy_v1: {
        deny: { metadata: { name: "deny", namespace }, spec: { pod_selector: {}, policy_types: ["Ingress"] } },
      },
      helm_release: {
        service: release("service", "service", serviceValues(version), [
          "kubernetes_secret_v1.generated",
          "kubernetes_secret_v1.plain",
          "kubernetes_config_map_v1.settings",
          "kubernetes_service_account_v1.service",
          ...(migrate ? ["helm_release.migrations"] : []),
        ]),
        ...(migrate && {
          migrations: release("migrations", "migrations", migrationValues(migrate), [
            "kubernetes_secret_v1.database",
            "kubernetes_service_account_v1.service",
          ]),
        }),
      },
    },
  };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack, undefined, 2));
  for (const chart of ["service", "migrations"]) cpSync(join(CHARTS, chart), join(folder, chart), { recursive: true });
}
