import { z } from "zod";
import type { GoogleApi } from "../google/api";

const PAGE_SIZE = 250;

const versionSchema = z.object({
  name: z.string(),
  createTime: z.string().optional(),
  state: z.string().optional(),
});
const accessSchema = z.object({ payload: z.object({ data: z.string().default("") }) });
const listSchema = z.object({
  secrets: z.array(z.object({ name: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});

/** A version of a secret. */
export interface SecretVersion {
  /** Its number, as text. */
  readonly version: string;
  /** Only an enabled one can be read; a destroyed one has no value any more. */
  readonly state: "enabled" | "disabled" | "destroyed";
  /** ISO 8601. */
  readonly createdAt?: string | undefined;
}

const lastPart = (name: string) => name.slice(name.lastIndexOf("/") + 1);

function version({ name, createTime, state }: z.infer<typeof versionSchema>): SecretVersion {
  const states = { DISABLED: "disabled", DESTROYED: "destroyed" } as const;
  return {
    version: lastPart(name),
    state: states[state as keyof typeof states] ?? "enabled",
    createdAt: createTime,
  };
}

/** Secret Manager of a project. https://cloud.google.com/secret-manager/docs/reference/rest */
export class SecretManager {
  constructor(
    private readonly google: GoogleApi,
    private readonly project: string,
  ) {}

  /**
   * The version that Terraform takes up: the one that was created last, in whatever state it is.
   * https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/get
   */
  async newest(secretId: string): Promise<SecretVersion | undefined> {
    const found = await this.google.find(this.at(`${secretId}/versions/latest`), versionSchema);
    return found && version(found);
  }

  /** Whether there is a secret of that name, be it without a version. */
  async exists(secretId: string): Promise<boolean> {
    return (await this.google.find(this.at(secretId), z.object({ name: z.string() }))) !== undefined;
  }

  /** Names of all secrets that begin so. */
  async names(prefix: string): Promise<readonly string[]> {
    const names: string[] = [];
    let pageToken: string | undefined;
    do {
      const query = { pageSize: PAGE_SIZE, pageToken };
      const path = `v1/projects/${this.project}/secrets`;
      const page = await this.google.request({ service: "secretmanager", path, query }, listSchema);
      names.push(...page.secrets.map(({ name }) => lastPart(name)));
      pageToken = page.nextPageToken || undefined;
    } while (pageToken !== undefined);
    return names.filter((name) => name.startsWith(prefix));
  }

  /** Whether a version has this value. */
  async holds(secretId: string, { version }: SecretVersion, value: string): Promise<boolean> {
    const { payload } = await this.google.request(this.at(`${secretId}/versions/${version}:access`), accessSchema);
    return Buffer.from(payload.data, "base64").equals(Buffer.from(value));
  }

  /** Adds a version with this value. The versions before it stay as they are. */
  async add(secretId: string, value: string): Promise<SecretVersion> {
    const body = { payload: { data: Buffer.from(value).toString("base64") } };
    return version(
      await this.google.request({ ...this.at(`${secretId}:addVersion`), method: "POST", body }, versionSchema),
    );
  }

  private at(path: string) {
    return { service: "secretmanager", path: `v1/projects/${this.project}/secrets/${path}` };
  }
}
