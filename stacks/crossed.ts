import { TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";

function local(scope: Construct, key: string, value: unknown): unknown {
  if (typeof value === "string" || typeof value === "number") {
    if (!Token.isUnresolved(value)) return value;
    const named = new TerraformLocal(scope, key, value);
    return typeof value === "string" ? named.asString : named.asNumber;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${scope.node.path}/${key}: only texts and numbers cross stacks, got ${JSON.stringify(value)}.`);
  }
  const inner = new Construct(scope, key);
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, local(inner, name, child)]));
}

/**
 * What another stack put out, each value under a name of its own: `local.data_redis_host` instead of the remote state's
 * `cross_stack_output_google_redis_instance_redis_host` wherever it is used. It is also what keeps synthesis fast, since
 * CDKTF works out a reference to another stack anew, with a stack trace, at every use.
 */
export function crossed<T extends object>(scope: Construct, stack: string, outputs: T): T {
  return local(scope, stack, outputs) as T;
}
