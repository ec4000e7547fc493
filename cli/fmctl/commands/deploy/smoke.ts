import type { Environment } from "../../../../config/schema/environment";
import { edgeConfig } from "../../../../stacks/edge-config";
import type { Context } from "../../context";
import type { Condition } from "../../stacks/until";

const TIMEOUT_MS = 10_000;
const MAX_BODY = 200;

function rootCode(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause as { readonly code?: string }).code ?? (cause instanceof Error ? cause.message : String(cause));
}

async function complaint(url: string, context: Pick<Context, "fetch">, name: string): Promise<string | undefined> {
  try {
    const answer = await context.fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.status === 200) return undefined;
    const said = (await answer.text()).trim().split("\n")[0]!.slice(0, MAX_BODY);
    return `${url} answers HTTP ${answer.status}${said ? `: ${said}` : ""}`;
  } catch (error) {
    const code = rootCode(error);
    if (code === "ENOTFOUND") return `${new URL(url).host} has no DNS record yet (\`fmctl dns ${name}\` shows it)`;
    return `${url} does not answer (${code})`;
  }
}

/** Every host answers 200 over the internet, with its real certificate, where the balancer's health check asks too. */
export function answers(context: Pick<Context, "fetch">, environment: Environment): Condition {
  const { hosts, backends } = edgeConfig(environment);
  const urls = hosts.map(({ host, service }) => `https://${host}${backends[service]!.healthPath}`);
  return {
    name: "answers",
    look: async () => {
      const complaints = await Promise.all(urls.map((url) => complaint(url, context, environment.name)));
      const wrong = complaints.filter((each) => each !== undefined);
      return wrong.length > 0 ? { waitsFor: wrong.join("; ") } : { well: `200 from ${urls.join(", ")}` };
    },
  };
}
