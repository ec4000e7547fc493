import type { Environment } from "../../../../config/schema/environment";
import type { CloudCheck, LocalCheck } from "./check";
import { apis } from "./checks/apis";
import { billing } from "./checks/billing";
import { chart } from "./checks/chart";
import { cluster } from "./checks/cluster";
import { computeQuotas } from "./checks/compute-quotas";
import { delegation } from "./checks/delegation";
import { docker } from "./checks/docker";
import { domain } from "./checks/domain";
import { git } from "./checks/git";
import { images } from "./checks/images";
import { kubeconfig } from "./checks/kubeconfig";
import { login } from "./checks/login";
import { node } from "./checks/node";
import { organizationPolicies } from "./checks/organization-policies";
import { permissions } from "./checks/permissions";
import { project } from "./checks/project";
import { room } from "./checks/room";
import { secrets } from "./checks/secrets";
import { serviceQuotas } from "./checks/service-quotas";
import { stateBucket } from "./checks/state-bucket";
import { stateFiles } from "./checks/state-files";
import { stateWorkspaces } from "./checks/state-workspaces";
import { storageClass } from "./checks/storage-class";
import { terraform } from "./checks/terraform";

const STATE = { local: stateFiles, gcs: stateBucket, cloud: stateWorkspaces };

/** What is looked at for an environment in Google Cloud, in the order in which it is shown. */
export function cloudChecks({ backend, dns }: Environment): readonly CloudCheck[] {
  return [
    node,
    terraform,
    git,
    docker,
    login,
    project,
    permissions,
    billing,
    apis,
    computeQuotas,
    serviceQuotas,
    organizationPolicies,
    domain,
    ...(dns.managed ? [delegation] : []),
    STATE[backend.type],
    secrets,
    chart,
  ];
}

/** What is looked at for an environment in a cluster of one's own. */
export const LOCAL_CHECKS: readonly LocalCheck[] = [
  node,
  terraform,
  git,
  docker,
  kubeconfig,
  cluster,
  storageClass,
  room,
  images,
  chart,
];
