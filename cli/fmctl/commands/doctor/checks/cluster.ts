import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VersionApi } from "@kubernetes/client-node";
import { parse } from "yaml";
import { type LocalCheck, ok, wrong } from "../check";
import { askCluster } from "../cluster-question";
import { localContext } from "../local-context";
import { isAtLeast } from "../tool-version";

/** What our charts accept. */
function leastVersion(project: string): string {
  const file = join(project, "charts", "service", "Chart.yaml");
  const { kubeVersion } = parse(readFileSync(file, "utf8")) as { readonly kubeVersion: string };
  return kubeVersion.replace(/^>=/, "").replace(/-0$/, "");
}

/** The cluster answers, and is new enough. */
export const cluster: LocalCheck = {
  title: "cluster",
  needs: ["kubeconfig"],
  async look(subject) {
    if (localContext(subject).wanted === undefined)
      return [{ verdict: "skipped", text: "not asked: there is no cluster yet" }];
    const { gitVersion } = await askCluster(subject, (config) => config.makeApiClient(VersionApi).getCode());
    const version = gitVersion.replace(/^v/, "");
    const least = leastVersion(subject.context.project);
    if (isAtLeast(version, least)) return [ok(`Kubernetes ${version}`)];
    return [wrong(`Kubernetes is ${version}, expected ${least} or newer`, "upgrade it, or choose another context")];
  },
};
