import type { Environment } from "../config/schema/environment";
import type { LocalEnvironment } from "../config/schema/local";
import type { Architecture } from "./model/architecture";
import type { ReportInput } from "./page/input";
import { reportPage } from "./page/page";
import { POLICIES } from "../policies/policies";
import { synthesizedArchitecture } from "./synthesize";

/** What a report may tell besides what is synthesized. */
export type ReportExtras = Partial<Pick<ReportInput, "cost" | "plans" | "revision" | "madeAt">>;

/** What is synthesized, and the page on it. */
export interface Report {
  readonly architecture: Architecture;
  /** One file of HTML that needs nothing else. */
  readonly html: string;
}

/**
 * The report on an environment.
 *
 * @param extras told beside it; for plans a function, since they are read with the architecture at hand
 */
export async function report(
  environment: Environment | LocalEnvironment,
  extras: (architecture: Architecture) => ReportExtras = () => ({}),
): Promise<Report> {
  const architecture = synthesizedArchitecture(environment);
  const html = await reportPage({
    environment,
    architecture,
    rules: POLICIES,
    madeAt: new Date(),
    ...extras(architecture),
  });
  return { architecture, html };
}
