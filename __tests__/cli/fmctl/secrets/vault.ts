import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import type { Context } from "../../../../cli/fmctl/context";
import { physicalName } from "../../../../constructs/shared/names";
import { ENVIRONMENTS_FOLDER } from "../../../../config/load";
import { FakeGoogle } from "../../../support/fake-google";
import { fmctl, type Ran } from "../../../support/fmctl";

interface Version {
  readonly value: string;
  state: "ENABLED" | "DISABLED" | "DESTROYED";
}

const SECRETS = "secretmanager/v1/projects/flowmaestro-production/secrets";

/** Secret Manager and a cluster, both at their HTTP boundary, and environments `production` and `local`. */
export class Vault {
  readonly google = new FakeGoogle();
  readonly kubernetes = new FakeGoogle();
  /** Versions of each secret, oldest first, by its name behind `flowmaestro-`. */
  readonly secrets: Record<string, Version[]> = {};
  readonly folder = mkdtempSync(join(tmpdir(), "vault-"));

  async start(): Promise<this> {
    await Promise.all([this.google.start(), this.kubernetes.start()]);
    this.environment(["OPENAI_API_KEY", "SLACK_BOT_TOKEN"]);
    for (const role of [
      "flowmaestro-database-password",
      "temporal-database-password",
      "jwt-secret",
      "encryption-key",
    ]) {
      this.put(role, `generated ${role}`);
    }
    this.answer();
    return this;
  }

  async stop(): Promise<void> {
    await Promise.all([this.google.stop(), this.kubernetes.stop()]);
  }

  /** Production with other names in integrationSecrets, and `local` beside it. */
  environment(names: readonly string[], change = (text: string) => text): void {
    const text = readFileSync(join(ENVIRONMENTS_FOLDER, "production.yaml"), "utf8");
    const changed = change(text.replace("integrationSecrets: []", `integrationSecrets: [${names.join(", ")}]`));
    writeFileSync(join(this.folder, "production.yaml"), changed);
    const local = readFileSync(join(ENVIRONMENTS_FOLDER, "local.yaml"), "utf8");
    writeFileSync(join(this.folder, "local.yaml"), local);
  }

  /** Adds a version. */
  put(role: string, value: string, state: Version["state"] = "ENABLED"): void {
    (this.secrets[role] ??= []).push({ value, state });
  }

  newest(role: string): string | undefined {
    return this.secrets[role]?.at(-1)?.value;
  }

  /** A Kubernetes secret of the cluster. */
  deployed(name: string, data: Readonly<Record<string, string>>): void {
    const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString("base64")]);
    this.kubernetes.on("GET", `api/v1/namespaces/flowmaestro/secrets/${name}`, {
      body: {
        metadata: { name, creationTimestamp: "2025-12-01T10:20:30Z" },
        data: Object.fromEntries(encoded) as Record<string, string>,
      },
    });
  }

  /** Pods by their release, with the revisions that they carry. */
  pods(pods: readonly { readonly release: string; readonly revisions: Readonly<Record<string, string>> }[]): void {
    this.kubernetes.on("GET", "api/v1/namespaces/flowmaestro/pods", {
      body: {
        items: pods.map(({ release, revisions }, index) => ({
          metadata: {
            name: `${release}-${index}`,
            labels: { "app.kubernetes.io/instance": release },
            annotations: Object.fromEntries(
              Object.entries(revisions).map(([secret, revision]) => [`flowmaestro.io/${secret}-revision`, revision]),
            ),
          },
          status: { phase: "Running" },
        })),
      },
    });
  }

  run(args: readonly string[], outside: Partial<Context> = {}): Promise<Ran> {
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: "c", server: this.kubernetes.origin, skipTLSVerify: true }, { name: "u" });
    return fmctl(["secrets", ...args], {
      env: { FLOWMAESTRO_ENVIRONMENTS: this.folder, FLOWMAESTRO_ENV: "production", INIT_CWD: this.folder },
      google: () => Promise.resolve(this.google.api()),
      cluster: () => Promise.resolve({ name: "the cluster", config, contextArguments: { kubectl: "", helm: "" } }),
      ...outside,
    });
  }

  /** A file beside the environments. */
  file(name: string, content: string | Buffer): string {
    writeFileSync(join(this.folder, name), content);
    return name;
  }

  private answer(): void {
    const about = (target: string) => {
      const [, id = "", rest = ""] = /secrets\/([^/:?]+)(.*)$/.exec(target)!;
      return { id, role: id.replace(/^flowmaestro-/, ""), rest };
    };
    const missing = (id: string) => ({
      status: 404,
      body: { error: { code: 404, message: `Secret [${id}] not found` } },
    });
    const shown = (id: string, versions: readonly Version[], number: number) => ({
      name: `projects/1/secrets/${id}/versions/${number}`,
      state: versions[number - 1]!.state,
      createTime: `2025-12-0${number}T00:00:00Z`,
    });
    this.google
      .on("GET", SECRETS, () => ({
        body: {
          secrets: Object.keys(this.secrets).map((role) => ({
            name: `projects/1/secrets/${physicalName("secret", role)}`,
          })),
        },
      }))
      .on("GET", new RegExp(`^${SECRETS}/`), ({ target }) => {
        const { id, role, rest } = about(target);
        const versions = this.secrets[role];
        if (!versions) return missing(id);
        const access = /^\/versions\/(\d+):access$/.exec(rest);
        if (!access) return { body: shown(id, versions, versions.length) };
        const { value } = versions[Number(access[1]) - 1]!;
        return { body: { payload: { data: Buffer.from(value).toString("base64") } } };
      })
      .on("POST", new RegExp(`^${SECRETS}/.*:addVersion$`), ({ target, body }) => {
        const { id, role } = about(target);
        if (!this.secrets[role]) return missing(id);
        const { data } = (body as { payload: { data: string } }).payload;
        this.put(role, Buffer.from(data, "base64").toString());
        return { body: shown(id, this.secrets[role], this.secrets[role].length) };
      });
  }
}
