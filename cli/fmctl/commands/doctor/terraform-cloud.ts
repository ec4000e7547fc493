import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { CommandError } from "../../../shared/command-error";
import type { Context } from "../../context";

const TIMEOUT_MS = 15_000;

const credentialsSchema = z.object({ credentials: z.record(z.string(), z.object({ token: z.string() })).default({}) });

/** The variable that Terraform reads. https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials */
export function tokenVariable(hostname: string): string {
  return `TF_TOKEN_${hostname.replaceAll("-", "__").replaceAll(".", "_")}`;
}

function fromJson(text: string, hostname: string): string | undefined {
  try {
    return credentialsSchema.parse(JSON.parse(text)).credentials[hostname]?.token;
  } catch {
    return undefined;
  }
}

function fromHcl(text: string, hostname: string): string | undefined {
  const blocks = text.matchAll(/credentials\s+"([^"]+)"\s*\{[^}]*?token\s*=\s*"([^"]+)"/g);
  return [...blocks].find(([, host]) => host === hostname)?.[2];
}

/** The token that Terraform will use for a host, found where it looks; it is never shown. */
export function terraformToken(env: NodeJS.ProcessEnv, hostname: string): string | undefined {
  const home = env.HOME ?? homedir();
  const own = env[tokenVariable(hostname)];
  if (own) return own;
  const login = join(home, ".terraform.d", "credentials.tfrc.json");
  const config = env.TF_CLI_CONFIG_FILE ?? join(home, ".terraformrc");
  const inConfig = existsSync(config) ? fromHcl(readFileSync(config, "utf8"), hostname) : undefined;
  return inConfig ?? (existsSync(login) ? fromJson(readFileSync(login, "utf8"), hostname) : undefined);
}

/** HCP Terraform's or Terraform Enterprise's interface: https://developer.hashicorp.com/terraform/cloud-docs/api-docs */
export class TerraformCloud {
  constructor(
    private readonly context: Pick<Context, "fetch">,
    private readonly hostname: string,
    private readonly token: string,
  ) {}

  /**
   * What it answers, checked, or nothing where there is no such thing or it may not be seen.
   *
   * @throws CommandError when it cannot be reached, or refuses the token
   */
  async find<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    let response: Response;
    try {
      response = await this.context.fetch(`https://${this.hostname}/api/v2/${path}`, {
        headers: { authorization: `Bearer ${this.token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      const cause = (error as Error).cause ?? error;
      throw new CommandError(`${this.hostname} cannot be reached: ${(cause as Error).message}`);
    }
    if (response.status === 404) return undefined;
    if (response.status === 401) {
      throw new CommandError(
        `${this.hostname} does not accept your token; \`terraform login ${this.hostname}\`, or ${tokenVariable(this.hostname)}`,
      );
    }
    if (!response.ok)
      throw new CommandError(`${this.hostname} answered with HTTP status ${response.status} to ${path}`);
    const { data } = schema.safeParse(await response.json());
    if (data !== undefined) return data;
    throw new CommandError(`${this.hostname} answered what was not understood to ${path}`);
  }
}
