import type { Finding } from "../problem";
import type { Environment } from "../schema/environment";

/**
 * Dynamic port allocation takes powers of two, and a maximum above the minimum.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_router_nat
 */
export function* checkNatPorts({ network }: Environment): Iterable<Finding> {
  const { minPortsPerVm, maxPortsPerVm } = network.nat;
  for (const [key, got] of Object.entries({ minPortsPerVm, maxPortsPerVm })) {
    const below = 2 ** Math.floor(Math.log2(got));
    if (got === below) continue;
    yield { path: ["network", "nat", key], got, expected: "a power of two", fix: `use ${below} or ${below * 2}` };
  }
  if (maxPortsPerVm <= minPortsPerVm) {
    const expected = `more than minPortsPerVm, which is ${minPortsPerVm}`;
    yield { path: ["network", "nat", "maxPortsPerVm"], got: maxPortsPerVm, expected, fix: "raise it" };
  }
}
