import { edgeConfig } from "../../../../stacks/edge-config";
import { forward } from "../../cluster/port-forward";
import { readyPod } from "../../cluster/pods";
import { isLocal } from "../../context";
import type { Environment } from "../../../../config/schema/environment";
import type { LocalEnvironment } from "../../../../config/schema/local";
import { CommandError } from "../../../shared/command-error";
import type { Examine, Look, Problem } from "./section";

const TIMEOUT_MS = 10_000;
const MAX_BODY = 200;

interface Answer {
  /** What was asked. */
  readonly url: string;
  readonly service: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What it said when it was not well. */
  readonly said: string;
}

/** What lies behind `fetch failed`. */
function reasonOf(error: unknown): { readonly code: string; readonly message: string } {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const { code = "", message = String(cause), name } = cause as Error & { readonly code?: string };
  if (name === "TimeoutError") return { code: name, message: `no answer within ${TIMEOUT_MS / 1000} s` };
  return { code, message: message.split("\n")[0]! };
}

async function get(
  fetch_: typeof fetch,
  url: string,
  from: string,
  service: string,
): Promise<Answer & { readonly code: string }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch_(from, { signal, redirect: "manual", headers: { connection: "close" } });
    const body = (await response.text()).trim();
    const said = response.status === 200 ? "" : body.slice(0, MAX_BODY);
    return { url, service, status: response.status, said, code: "" };
  } catch (error) {
    const { code, message } = reasonOf(error);
    return { url, service, status: 0, said: message, code };
  }
}

function nextStep(code: string, status: number, service: string, environment: string): string {
  if (["ENOTFOUND", "EAI_AGAIN"].includes(code)) return `fmctl dns ${environment}`;
  if (/CERT|SSL|TLS/.test(code)) return "the certificate is not there yet, see above";
  if (status === 0) return `fmctl dns ${environment}: does the record point to the load balancer?`;
  return `fmctl logs ${service} -e ${environment}`;
}

/** Over the real hosts, through the load balancer, as a browser would. */
async function overTheWorld({ context }: Look, environment: Environment) {
  const { hosts, backends } = edgeConfig(environment);
  return Promise.all(
    hosts.map(({ host, service }) => {
      const url = `https://${host}${backends[service]!.healthPath}`;
      return get(context.fetch, url, url, service);
    }),
  );
}

/** Through a port-forward, since there is no load balancer. */
async function throughForwards({ context, cluster }: Look, { services }: LocalEnvironment) {
  const connected = await cluster();
  const asked = Object.entries(services).flatMap(([service, { port, health }]) =>
    port !== undefined && health.readiness.startsWith("/")
      ? [{ service, port: health.port ?? port, path: health.readiness }]
      : [],
  );
  return Promise.all(
    asked.map(async ({ service, port, path }) => {
      const url = `${service}${path}`;
      try {
        const name = await readyPod(connected, service, `app.kubernetes.io/instance=${service}`);
        const forwarding = await forward(connected, { pod: () => Promise.resolve(name), port });
        try {
          return await get(context.fetch, url, `http://127.0.0.1:${forwarding.port}${path}`, service);
        } finally {
          forwarding.close();
        }
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        return { url, service, status: 0, said: error.message.split(";")[0]!, code: "POD" };
      }
    }),
  );
}

/** Whether the application answers, and says that it is well. */
export const examineHosts: Examine = async (look) => {
  const { environment } = look;
  const answers = isLocal(environment)
    ? await throughForwards(look, environment)
    : await overTheWorld(look, environment);
  const problems: readonly Problem[] = answers
    .filter(({ status }) => status !== 200)
    .map(({ url, status, said, code, service }) => ({
      what: `${url} answers ${status > 0 ? `HTTP ${status}` : "not"}${said ? `: ${said}` : ""}`,
      next:
        code === "POD"
          ? `fmctl logs ${service} -e ${environment.name}`
          : nextStep(code, status, service, environment.name),
    }));
  return {
    rows: answers.map(({ url, status, service }) => [url, status > 0 ? `HTTP ${status}` : "no answer", service]),
    facts: answers.map(({ url, service, status, said }) => ({ url, service, status, said })),
    problems,
    states: Object.fromEntries(answers.map(({ url, status }) => [url, status > 0 ? `HTTP ${status}` : "no answer"])),
  };
};
