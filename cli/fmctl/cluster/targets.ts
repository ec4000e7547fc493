import { didYouMean } from "../../../config/nearest";
import { CommandError } from "../../shared/command-error";
import { type AnyEnvironment, isLocal } from "../context";
import { EXIT_CODES } from "../exit-code";

/** Something that runs, by the labels of its pods. */
export interface Target {
  readonly name: string;
  /** Helm release that it belongs to. */
  readonly release: string;
  /** Label selector of its pods. */
  readonly selector: string;
}

/** Roles of Temporal that are Deployments of their own, as its chart names them. */
const TEMPORAL_ROLES = ["frontend", "history", "matching", "worker", "web", "admintools"];
const INSTANCE = "app.kubernetes.io/instance";

function release(name: string): Target {
  return { name, release: name, selector: `${INSTANCE}=${name}` };
}

/** All that runs in the cluster of an environment. */
export function targets(environment: AnyEnvironment): readonly Target[] {
  return [
    ...Object.keys(environment.services).map(release),
    release("temporal"),
    ...TEMPORAL_ROLES.map((role) => ({
      name: `temporal-server-${role}`,
      release: "temporal",
      selector: `${INSTANCE}=temporal,app.kubernetes.io/component=${role}`,
    })),
    release("migrations"),
    ...(isLocal(environment) ? ["postgres", "redis"].map(release) : []),
  ];
}

/** The target of that name, among those that a command can work on. */
export function requireTarget(environment: AnyEnvironment, name: string, among = targets(environment)): Target {
  const found = among.find((each) => each.name === name);
  if (found) return found;
  const known = among.map((each) => each.name);
  const managed = !isLocal(environment) && ["postgres", "redis"].includes(name);
  const elsewhere = `Google runs it: \`fmctl open ${name} -e ${environment.name}\``;
  const fix = managed ? elsewhere : didYouMean(name, known, "choose one of them");
  throw new CommandError(
    `service: got "${name}", expected one of ${known.join(", ")}; ${fix}${fix.endsWith("?") ? "" : "."}`,
    EXIT_CODES.usage,
  );
}
