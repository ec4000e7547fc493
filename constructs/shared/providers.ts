import { GoogleProvider, type GoogleProviderConfig } from "@cdktf/provider-google/lib/provider";
import { HelmProvider, type HelmProviderConfig } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider, type KubernetesProviderConfig } from "@cdktf/provider-kubernetes/lib/provider";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Write-only arguments, which keep secrets out of the state, came with Terraform 1.11. */
export const TERRAFORM_VERSION = ">= 1.11.0";

/**
 * The provider versions every stack requires. They are newer than those the bindings were generated from
 * (docs/decisions/0003-provider-versions.md); a test holds what we synthesize against exactly these.
 */
export const PROVIDER_VERSIONS = { google: "7.45.0", helm: "3.1.2", kubernetes: "3.2.1", random: "3.9.0" } as const;

function pinned<T extends TerraformProvider>(provider: T, name: keyof typeof PROVIDER_VERSIONS): T {
  TerraformStack.of(provider).addOverride(`terraform.required_providers.${name}.version`, PROVIDER_VERSIONS[name]);
  return provider;
}

/** The google provider at its pinned version. */
export function googleProvider(scope: Construct, config: GoogleProviderConfig): GoogleProvider {
  return pinned(new GoogleProvider(scope, "google", config), "google");
}

/** The helm provider at its pinned version. */
export function helmProvider(scope: Construct, config: HelmProviderConfig): HelmProvider {
  return pinned(new HelmProvider(scope, "helm", config), "helm");
}

/** The kubernetes provider at its pinned version. */
export function kubernetesProvider(scope: Construct, config: KubernetesProviderConfig): KubernetesProvider {
  return pinned(new KubernetesProvider(scope, "kubernetes", config), "kubernetes");
}

/** The random provider at its pinned version. */
export function randomProvider(scope: Construct): RandomProvider {
  return pinned(new RandomProvider(scope, "random"), "random");
}
