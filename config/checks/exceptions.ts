import { POLICIES, policiesCalled } from "../../policies/policies";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

const IDS = POLICIES.map(({ id }) => id);

/** Only policies that there are can be excepted. Whether an exception is needed is known when the stacks are. */
export function* checkExceptions({ exceptions }: Pick<Environment, "exceptions">): Iterable<Finding> {
  for (const got of Object.keys(exceptions).filter((id) => !IDS.includes(id))) {
    const called = policiesCalled(got).map(({ id }) => id);
    const fix =
      called.length > 0 ? `write ${called.join(" or ")}, which is the same here` : didYouMean(got, IDS, "remove it");
    yield { path: ["exceptions", got], got, expected: "a policy of docs/policies.md", fix };
  }
}
