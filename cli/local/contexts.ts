import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { kubeconfigVariables } from "../deploy/kubeconfig";
import { CommandError } from "../shared/command-error";

/** A context of the kubeconfig, as far as it says which cluster it is. */
export interface Context {
  readonly name: string;
  readonly server: string;
  /** Whether minikube wrote it; other programs are known by the context's name. */
  readonly minikube: boolean;
}

/** What the files of a kubeconfig say together. */
export interface Contexts {
  /** The files that there are. */
  readonly files: readonly string[];
  /** Those in which a new context may be written: the ones that are named, whether they exist or not. */
  readonly named: readonly string[];
  readonly current: string | undefined;
  readonly all: readonly Context[];
}

interface Named {
  readonly name: string;
}

interface KubeconfigFile {
  readonly "current-context"?: string;
  readonly clusters?: readonly (Named & { readonly cluster?: { readonly server?: string } })[] | null;
  readonly contexts?:
    | readonly (Named & {
        readonly context?: {
          readonly cluster?: string;
          readonly extensions?: readonly { readonly extension?: { readonly provider?: string } }[];
        };
      })[]
    | null;
}

const MINIKUBE = "minikube.sigs.k8s.io";

function read(file: string): KubeconfigFile {
  try {
    return (parse(readFileSync(file, "utf8")) as KubeconfigFile | null) ?? {};
  } catch (error) {
    throw new CommandError(`The kubeconfig ${file} cannot be read: ${(error as Error).message.split("\n")[0]}.`);
  }
}

/** The files that the environment names for the providers. */
function kubeconfigFiles(env: NodeJS.ProcessEnv): readonly string[] {
  const { KUBE_CONFIG_PATHS = "", KUBE_CONFIG_PATH = "" } = kubeconfigVariables(env);
  const paths = `${KUBE_CONFIG_PATHS}${delimiter}${KUBE_CONFIG_PATH}`.split(delimiter).filter((path) => path !== "");
  return paths.map((path) => (path.startsWith("~/") ? join(homedir(), path.slice(2)) : path));
}

/** Reads the kubeconfig as kubectl does: the first file that names something wins. */
export function readContexts(env: NodeJS.ProcessEnv): Contexts {
  const named = kubeconfigFiles(env);
  // kubectl passes over those that are missing as well.
  const files = named.filter((file) => existsSync(file));
  const documents = files.map(read);
  const servers = new Map<string, string>();
  for (const { clusters } of documents) {
    for (const { name, cluster } of clusters ?? []) {
      if (!servers.has(name) && cluster?.server) servers.set(name, cluster.server);
    }
  }
  const all = new Map<string, Context>();
  for (const { contexts } of documents) {
    for (const { name, context } of contexts ?? []) {
      const server = servers.get(context?.cluster ?? "");
      if (all.has(name) || server === undefined) continue;
      const minikube = (context?.extensions ?? []).some(({ extension }) => extension?.provider === MINIKUBE);
      all.set(name, { name, server, minikube });
    }
  }
  const current = documents.map((file) => file["current-context"]).find((name) => name);
  // KUBE_CTX is the providers' own way of choosing.
  return { files, named, current: env.KUBE_CTX || current, all: [...all.values()] };
}
