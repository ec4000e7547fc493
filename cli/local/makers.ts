import { requireDocker } from "../images/docker";
import type { Context } from "./contexts";
import { installHint, missing } from "../shared/install-hints";
import { CommandError } from "../shared/command-error";
import type { Maker } from "./record";
import type { Session } from "./session";
import { isInstalled } from "../shared/tool";
import { ask, tool } from "../shared/workbench";

/** Name of the cluster that is made when there is none. */
export const CLUSTER = "flowmaestro";

/** A program that makes clusters. */
interface MakerProgram {
  /** Context that it writes into the kubeconfig for {@link CLUSTER}. */
  readonly context: string;
  readonly create: readonly string[];
  readonly delete: readonly string[];
  /** How a person starts the cluster again. */
  readonly restart: string;
  /** The clusters that there are. */
  readonly list: (session: Session) => Promise<readonly string[]>;
}

interface Profiles {
  readonly valid?: readonly { readonly Name: string }[] | null;
  readonly invalid?: readonly { readonly Name: string }[] | null;
}

/** minikube ends with an error, and sometimes without JSON, when it has no profile at all. */
function profileNames(json: string): readonly string[] {
  try {
    const { valid, invalid } = JSON.parse(json) as Profiles;
    return [...(valid ?? []), ...(invalid ?? [])].map(({ Name }) => Name);
  } catch {
    return [];
  }
}

const MAKERS: Record<Maker, MakerProgram> = {
  kind: {
    context: `kind-${CLUSTER}`,
    create: ["create", "cluster", "--name", CLUSTER, "--wait", "3m"],
    delete: ["delete", "cluster", "--name", CLUSTER],
    restart: `docker start ${CLUSTER}-control-plane`,
    list: async (session) => (await ask(session, "kind", ["get", "clusters"])).stdout.split("\n"),
  },
  minikube: {
    context: CLUSTER,
    create: ["start", "--profile", CLUSTER, "--cpus", "max", "--memory", "4g"],
    delete: ["delete", "--profile", CLUSTER],
    restart: `minikube start --profile ${CLUSTER}`,
    list: async (session) =>
      profileNames((await ask(session, "minikube", ["profile", "list", "--output", "json"])).stdout),
  },
};

/** How a person starts a cluster again that this command has made. */
export function restartHint(maker: Maker): string {
  return `start Docker, then \`${MAKERS[maker].restart}\``;
}

/** They read KUBECONFIG only; the providers' own variables may name other files. */
function withKubeconfig(env: NodeJS.ProcessEnv, files: readonly string[]): NodeJS.ProcessEnv {
  return { ...env, KUBECONFIG: files.join(process.platform === "win32" ? ";" : ":") };
}

/** Whether the cluster of ours is there. */
async function exists(session: Session, maker: Maker): Promise<boolean> {
  return isInstalled(maker, session.env) && (await MAKERS[maker].list(session)).includes(CLUSTER);
}

/** The first of the programs that is installed. */
function chooseMaker(session: Session, why: string): Maker {
  const maker = (["kind", "minikube"] as const).find((each) => isInstalled(each, session.env));
  if (maker) return maker;
  throw new CommandError(
    `${why}. To make a cluster, kind or minikube is needed, and neither is on the PATH. ` +
      `Install kind: ${installHint("kind")} or minikube: ${installHint("minikube")}`,
  );
}

/**
 * Makes a cluster and returns its context. It is noted as ours before it is made, so that one that is only half there
 * after a Ctrl-C is replaced, or removed by `npm run local:down`.
 */
export async function makeCluster(
  session: Session,
  {
    files,
    current,
    why,
  }: { readonly files: readonly string[]; readonly current?: string | undefined; readonly why: string },
): Promise<string> {
  const { records, output, env } = session;
  const maker = chooseMaker(session, why);
  const { context, create } = MAKERS[maker];
  if (maker === "kind") await requireDocker(session, "run the cluster");
  if (await exists(session, maker)) {
    if (records.read()?.made !== maker) {
      throw new CommandError(
        `${why}. ${maker} has a cluster ${CLUSTER} already, which this checkout did not make: ` +
          `choose it with \`kubectl config use-context ${context}\` or delete it with ` +
          `\`${maker} ${MAKERS[maker].delete.join(" ")}\`, then run this again.`,
      );
    }
    await tool(session, maker, MAKERS[maker].delete, withKubeconfig(env, files));
  }
  output.say(`cluster: ${why}; making one with ${maker} (two minutes or so)`);
  records.write({ context, made: maker, previousContext: current });
  await tool(session, maker, create, withKubeconfig(env, files));
  return context;
}

/** Deletes the cluster that this command has made. Returns whether there was one. */
export async function deleteCluster(session: Session, maker: Maker, files: readonly string[]): Promise<boolean> {
  if (!isInstalled(maker, session.env)) throw missing(maker, `delete the cluster ${CLUSTER}, which it made`);
  if (!(await exists(session, maker))) return false;
  await tool(session, maker, MAKERS[maker].delete, withKubeconfig(session.env, files));
  return true;
}

/** How images come into a cluster from this machine. */
export interface Loader {
  /** Nothing where the cluster has Docker's own images. */
  readonly program?: "k3d" | "kind" | "minikube";
  readonly commands: (images: readonly string[]) => readonly (readonly string[])[];
}

/** How images are loaded into the cluster of a context; nothing for one that gets its images from a registry only. */
export function loaderOf({ name, minikube }: Context): Loader | undefined {
  if (minikube) {
    const commands: Loader["commands"] = (images) => images.map((image) => ["image", "load", image, "--profile", name]);
    return { program: "minikube", commands };
  }
  const [, program, cluster] = /^(kind|k3d)-(.+)$/.exec(name) ?? [];
  if (program === "kind") {
    return { program, commands: (images) => [["load", "docker-image", ...images, "--name", cluster!]] };
  }
  if (program === "k3d") {
    return { program, commands: (images) => [["image", "import", ...images, "--cluster", cluster!]] };
  }
  // https://docs.docker.com/desktop/use-desktop/kubernetes/
  return name === "docker-desktop" ? { commands: () => [] } : undefined;
}
