import { CommandError } from "./command-error";

/** A program that this command may need. */
export type Tool = "docker" | "git" | "k3d" | "kind" | "kubectl" | "minikube" | "terraform" | "tofu";

interface Hint {
  readonly page: string;
  readonly brew: string;
  readonly winget: string;
}

const HINTS: Record<Tool, Hint> = {
  docker: {
    page: "https://docs.docker.com/engine/install/",
    brew: "brew install --cask docker-desktop",
    winget: "winget install Docker.DockerDesktop",
  },
  git: { page: "https://git-scm.com/downloads", brew: "brew install git", winget: "winget install Git.Git" },
  k3d: {
    page: "https://k3d.io/stable/#installation",
    brew: "brew install k3d",
    winget: "winget install k3d.k3d",
  },
  kind: {
    page: "https://kind.sigs.k8s.io/docs/user/quick-start/#installation",
    brew: "brew install kind",
    winget: "winget install Kubernetes.kind",
  },
  kubectl: {
    page: "https://kubernetes.io/docs/tasks/tools/",
    brew: "brew install kubectl",
    winget: "winget install Kubernetes.kubectl",
  },
  minikube: {
    page: "https://minikube.sigs.k8s.io/docs/start/",
    brew: "brew install minikube",
    winget: "winget install Kubernetes.minikube",
  },
  terraform: {
    page: "https://developer.hashicorp.com/terraform/install",
    brew: "brew install hashicorp/tap/terraform",
    winget: "winget install Hashicorp.Terraform",
  },
  tofu: {
    page: "https://opentofu.org/docs/intro/install/",
    brew: "brew install opentofu",
    winget: "winget install OpenTofu.Tofu",
  },
};

/** How to install a program on this machine: a command where there is one for everybody, and the page. */
export function installHint(tool: Tool, platform: NodeJS.Platform = process.platform): string {
  const { page, brew, winget } = HINTS[tool];
  if (platform === "darwin") return `${brew} (${page})`;
  if (platform === "win32") return `${winget} (${page})`;
  return page;
}

/** That a program is missing, what it is for, and how to get it. */
export function missing(tool: Tool, purpose: string): CommandError {
  return new CommandError(`${tool} is not on the PATH; it is needed to ${purpose}. Install it: ${installHint(tool)}`);
}
