import { ApiException } from "@kubernetes/client-node";
import { CommandError } from "../../shared/command-error";

/** A cluster that refuses, or cannot be reached. */
export class ClusterError extends CommandError {
  constructor(
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
  ) {
    super(message);
    this.name = "ClusterError";
  }
}

/** What Kubernetes says in the body of a refusal; client libraries hand it over as text or read already. */
function saidBy({ body, code }: ApiException<unknown>): string {
  let status = body;
  try {
    if (typeof body === "string") status = JSON.parse(body) as unknown;
  } catch {
    // Something in between, a proxy for example, has answered in its own words.
  }
  const { message } = (typeof status === "object" && status !== null ? status : {}) as { readonly message?: string };
  return (message ?? `HTTP status ${code}`).split("\n")[0]!.replace(/\.+$/, "");
}

/** What lies behind an error of the network, without the address in front of it. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "AbortError" || error.name === "TimeoutError") return "no answer in time";
  if (error.cause instanceof Error) return networkReason(error.cause);
  return error.message
    .split("\n")[0]!
    .replace(/^.*reason: /, "")
    .replace(/\.+$/, "");
}

/**
 * Why a cluster did not do what it was asked, and what to do.
 *
 * @param cluster how to call it in a sentence
 * @param what what it was asked for: `list pods`
 */
export function clusterFault(cluster: string, what: string, error: unknown): ClusterError {
  const capital = cluster.charAt(0).toUpperCase() + cluster.slice(1);
  if (!(error instanceof ApiException)) {
    const hint = "start it, or check the network, a proxy, a VPN; `fmctl doctor` looks further";
    return new ClusterError(`${capital} does not answer: ${networkReason(error)}; ${hint}.`, 0);
  }
  const { code } = error as ApiException<unknown>;
  const said = saidBy(error as ApiException<unknown>);
  if (code === 401) {
    return new ClusterError(`${capital} does not accept your login (${said}); log in again and run this again.`, code);
  }
  if (code === 403) {
    return new ClusterError(`${capital} does not permit to ${what}: ${said}; ask for a role that may.`, code);
  }
  return new ClusterError(`Could not ${what} in ${cluster}: ${said}.`, code);
}
