import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding } from "../../../../cli/fmctl/commands/doctor/check";
import { neededPermissions } from "../../../../cli/fmctl/commands/doctor/needed-permissions";
import type { Context } from "../../../../cli/fmctl/context";
import { loadEnvironment } from "../../../../config/load";
import { APIS } from "../../../../stacks/apis";
import { type FakeGoogle } from "../../../support/fake-google";
import { fmctl } from "../../../support/fmctl";

const PROJECT = join(__dirname, "..", "..", "..", "..");
/** The project of environments/production.yaml. */
export const P = "flowmaestro-production";

/** Programs that answer as if they were installed. */
export function programs(answers: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "fmctl-bin-"));
  for (const [name, script] of Object.entries(answers)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}

const TOOLS = {
  terraform: `echo '{"terraform_version": "1.11.4"}'`,
  git: "echo git version 2.39.5",
  docker: "echo 27.0.1",
};

/** Google as it answers where all is well. */
export function healthyGoogle(google: FakeGoogle): FakeGoogle {
  const quotas = ["CPUS", "INSTANCES", "SSD_TOTAL_GB", "STATIC_ADDRESSES", "NETWORKS", "ROUTERS", "SECURITY_POLICIES"];
  const plenty = { body: { quotas: quotas.map((metric) => ({ metric, limit: 50_000 })) } };
  return google
    .on("GET", "openidconnect/v1/userinfo", { body: { email: "ada@example.com" } })
    .on("GET", `cloudresourcemanager/v3/projects/${P}`, {
      body: { name: "projects/42", state: "ACTIVE", parent: "folders/7" },
    })
    .on("POST", `cloudresourcemanager/v3/projects/${P}:testIamPermissions`, ({ body }) => ({ body }))
    .on("GET", `cloudbilling/v1/projects/${P}/billingInfo`, {
      body: { billingEnabled: true, billingAccountName: "billingAccounts/1" },
    })
    .on("GET", `serviceusage/v1/projects/${P}/services`, {
      body: { services: APIS.map((api) => ({ config: { name: `${api}.googleapis.com` } })) },
    })
    .on("GET", `compute/compute/v1/projects/${P}/regions/us-central1`, plenty)
    .on("GET", `compute/compute/v1/projects/${P}`, plenty)
    .on("GET", /^serviceusage\/v1beta1\/.*consumerQuotaMetrics/, { body: {} })
    .on("POST", `cloudresourcemanager/v1/projects/${P}:getEffectiveOrgPolicy`, { body: {} });
}

/** How one test differs from an environment where all is well. */
export interface Differs {
  /** Keys that are added to the environment's file, as YAML. */
  readonly keys?: string;
  readonly tools?: Partial<Record<keyof typeof TOOLS | "tofu", string>>;
  readonly outside?: Partial<Context>;
}

/** Runs `fmctl doctor` for an environment that starts from production. */
export async function doctor(google: FakeGoogle, { keys = "", tools = TOOLS, outside = {} }: Differs = {}) {
  const folder = join(mkdtempSync(join(tmpdir(), "fmctl-")), "environments");
  mkdirSync(folder);
  writeFileSync(join(folder, "base.yaml"), productionText().replace(`project: ${P}`, "project: some-other-project"));
  writeFileSync(join(folder, "eu.yaml"), `extends: { environment: base }\nproject: ${P}\n${keys}`);
  const path = `${programs(tools)}`;
  const ran = await fmctl(["doctor", "eu", "--json"], {
    google: () => Promise.resolve(google.api()),
    resolver: {
      addresses: () => Promise.resolve([]),
      nameServers: () => Promise.resolve(["ns1.example.com"]),
    },
    fetch: () => Promise.resolve(new Response()),
    ...outside,
    env: { PATH: path, HOME: folder, FLOWMAESTRO_ENVIRONMENTS: folder, ...outside.env },
  });
  const findings = JSON.parse(ran.stdout) as readonly Finding[];
  return { ...ran, findings, of: (check: string) => findings.filter((each) => each.check === check) };
}

function productionText(): string {
  return readFileSync(join(PROJECT, "environments", "production.yaml"), "utf8");
}

/** What a deployment of production needs. */
export const PERMISSIONS = [...neededPermissions(loadEnvironment("production")).keys()];
