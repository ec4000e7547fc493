import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";
import type { LocalEnvironment } from "../schema/local";
import { checkAddressRanges } from "./address-ranges";
import { checkAddressSpace } from "./address-space";
import { checkAutopilot } from "./autopilot";
import { checkAutoscaling } from "./autoscaling";
import { checkCertificates } from "./certificates";
import { checkChannels } from "./channels";
import type { Check } from "./check";
import { checkConnectionBudget } from "./connection-budget";
import { checkDatabaseDisk } from "./database-disk";
import { checkDatabaseRecovery } from "./database-recovery";
import { checkDatabaseTier } from "./database-tier";
import { checkEnvironmentName } from "./environment-name";
import { checkExceptions } from "./exceptions";
import { checkHosts } from "./hosts";
import { checkNames, checkServiceNames } from "./names";
import { checkNatPorts } from "./nat-ports";
import { checkPlaceholders } from "./placeholders";
import { checkResources } from "./resources";

const CHECKS: readonly Check[] = [
  checkEnvironmentName,
  checkExceptions,
  checkNames,
  checkServiceNames,
  checkAddressRanges,
  checkAddressSpace,
  checkNatPorts,
  checkHosts,
  checkCertificates,
  checkDatabaseTier,
  checkDatabaseDisk,
  checkDatabaseRecovery,
  checkConnectionBudget,
  checkAutoscaling,
  checkResources,
  checkAutopilot,
  checkPlaceholders,
  checkChannels,
];

/** What applies to a cluster of one's own as well. */
const LOCAL_CHECKS = [
  checkEnvironmentName,
  checkServiceNames,
  checkHosts,
  checkAutoscaling,
  checkResources,
  checkPlaceholders,
];

/** Everything that is wrong with a local environment as a whole. */
export function checkLocalEnvironment(environment: LocalEnvironment): readonly Finding[] {
  return LOCAL_CHECKS.flatMap((check) => [...check(environment)]);
}

/** Everything that is wrong with an environment as a whole. */
export function checkEnvironment(environment: Environment): readonly Finding[] {
  return CHECKS.flatMap((check) => [...check(environment)]);
}
