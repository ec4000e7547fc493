import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../config/schema/environment";
import { hostName } from "../../stacks/host-name";
import { CommandError } from "../shared/command-error";

/** How to build one image. */
export interface Recipe {
  readonly image: string;
  readonly dockerfile: string;
  /** @default - the last stage */
  readonly target?: string | undefined;
  /** What is sent to Docker. */
  readonly context: string;
}

type Runs = Pick<Environment, "services" | "migrations">;

/** The images that an environment runs. */
export function imageNames({ services, migrations }: Runs): readonly string[] {
  return [...new Set([...Object.values(services).map(({ image }) => image), migrations.image])];
}

/**
 * How a checkout of FlowMaestro builds images.
 *
 * @param file the environment's, which names the images
 */
export function checkoutRecipes(images: readonly string[], source: string, file: string): readonly Recipe[] {
  return images.map((image) => {
    const dockerfile = join(source, "infra", "docker", image, "Dockerfile");
    if (existsSync(dockerfile)) return { image, dockerfile, context: source };
    throw new CommandError(
      `${dockerfile} does not exist, and ${file} runs an image ${image}; is ${source} a checkout of FlowMaestro?`,
    );
  });
}

const API = "api-server";

/** Where a browser reaches the API: what it says of itself, or else its host. */
function apiAddress({ services, hosts, domain }: Pick<Environment, "services" | "hosts" | "domain">): string {
  const [host] = Object.entries(hosts).find(([, service]) => service === API) ?? [];
  const outside = host === undefined ? "http://localhost:3001" : `https://${hostName(host, domain)}`;
  return services[API]?.env.API_URL ?? outside;
}

/** What a Dockerfile may ask for. The page of the frontend has the API's address inside. */
export function buildArguments(
  environment: Pick<Environment, "services" | "hosts" | "domain">,
  { NODE_IMAGE, NGINX_IMAGE }: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const api = apiAddress(environment);
  return {
    VITE_API_URL: api,
    VITE_WS_URL: api.replace(/^http/, "ws"),
    ...(NODE_IMAGE && { NODE_IMAGE }),
    ...(NGINX_IMAGE && { NGINX_IMAGE }),
  };
}

/** Those of the arguments that a Dockerfile asks for: Docker warns of others. */
export function declared(dockerfile: string, values: Readonly<Record<string, string>>): readonly string[] {
  const text = readFileSync(dockerfile, "utf8");
  return Object.entries(values)
    .filter(([name]) => new RegExp(`^\\s*ARG\\s+${name}\\b`, "m").test(text))
    .flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
}
