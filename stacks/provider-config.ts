import type { GoogleProviderConfig } from "@cdktf/provider-google/lib/provider";
import type { Environment } from "../config/schema/environment";

/** The labels of every resource of a stack. What a bill or an alert is grouped by. */
export function labelsOf({ name, labels }: Environment, stack: string): Record<string, string> {
  return { ...labels, application: "flowmaestro", environment: name, stack };
}

/** How the google provider is set up in every stack. */
export function providerConfig(environment: Environment, stack: string): GoogleProviderConfig {
  return {
    project: environment.project,
    region: environment.region,
    defaultLabels: labelsOf(environment, stack),
  };
}
