import { checkProjects } from "../../../../config/checks/projects";
import { loadEnvironment } from "../../../../config/load";
import { didYouMean } from "../../../../config/nearest";
import { CommandError } from "../../../shared/command-error";
import { EXIT_CODES } from "../../exit-code";
import type { Documents } from "../../../../config/documents";
import { valueAt } from "../../../../config/path";
import { schemaAt } from "../../../../config/schema-walk";
import { type Environment, environmentSchema } from "../../../../config/schema/environment";
import type { CloudAnswers, InitOptions } from "./answers";
import { askChoice, type Asking, askText } from "./ask";
import { askBackend } from "./ask-backend";
import { answerProblem } from "./check-answer";
import { SIZES, type SizeName } from "./sizes";

/** Where the addresses of those who get alerts stand. */
export const EMAIL_PATH = ["observability", "channels", "email", "addresses"];

const OWN = "";
const REGION = "us-central1";

/** What the new file may start from, and what stands in a file that is there already. */
export interface Before {
  readonly name: string;
  readonly documents: Documents;
  /** Where the files are. */
  readonly folder: string;
  /** Environments in Google Cloud that this one may start from. */
  readonly parents: readonly Environment[];
  /** The file as it is; empty when there is none. */
  readonly written: Readonly<Record<PropertyKey, unknown>>;
}

/** The environment that `--extends` names, which has to be one in Google Cloud that is right itself. */
function namedParent(name: string, { parents, documents, folder }: Before): string {
  const known = parents.map((each) => each.name);
  if (known.includes(name)) return name;
  // Says what is wrong with its file.
  if (documents.names.includes(name)) loadEnvironment(name, folder);
  const names = known.join(", ") || "none, as there is no other environment in Google Cloud";
  const fix = didYouMean(name, known, "leave it out for a file of its own.");
  throw new CommandError(`--extends: got "${name}", expected one of ${names}; ${fix}`, EXIT_CODES.usage);
}

function askParent(asking: Asking, options: InitOptions, before: Before): Promise<string> {
  const { parents, written } = before;
  const writtenParent = valueAt(written, ["extends", "environment"]);
  // What a file starts from is not changed by filling it in.
  if (Object.keys(written).length > 0) return Promise.resolve(typeof writtenParent === "string" ? writtenParent : OWN);
  if (options.extends !== undefined) return Promise.resolve(namedParent(options.extends, before));
  if (parents.length === 0) return Promise.resolve(OWN);
  return askChoice(asking, {
    message: "What does it start from?",
    option: "extends",
    given: undefined,
    preset: OWN,
    choices: [
      { value: OWN, name: "nothing", description: "Every key is in its own file." },
      ...parents.map(({ name }) => ({ value: name, name, description: `A change of ${name} is one of this one too.` })),
    ],
  });
}

/** Everything that differs between environments in Google Cloud. */
export async function askCloud(asking: Asking, options: InitOptions, before: Before): Promise<CloudAnswers> {
  const { name, documents, parents, written } = before;
  const parentName = await askParent(asking, options, before);
  const parent = parents.find((each) => each.name === parentName);
  const textOf = (key: string) => (typeof written[key] === "string" ? written[key] : undefined);

  const project = await askText(asking, {
    message: "Google Cloud project (every environment has one of its own):",
    option: "project",
    given: options.project,
    preset: textOf("project"),
    problem: (value) =>
      answerProblem(["project"], value, (id) => checkProjects({ name, project: id }, documents.readable())),
  });
  const region = await askText(asking, {
    message: "Region:",
    option: "region",
    given: options.region,
    preset: textOf("region") ?? parent?.region ?? REGION,
    problem: (value) => answerProblem(["region"], value),
  });
  const domain = await askText(asking, {
    message: "Domain (its hosts are api.DOMAIN, app.DOMAIN …):",
    option: "domain",
    given: options.domain,
    preset: textOf("domain"),
    problem: (value) => answerProblem(["domain"], value),
  });
  const size = await askChoice<SizeName>(asking, {
    message: "How large?",
    option: "size",
    given: options.size,
    preset: parent ? "small" : "medium",
    choices: Object.entries(SIZES).map(([value, { description }]) => ({
      value: value as SizeName,
      name: `${value}: ${description}`,
    })),
  });
  const backend = await askBackend(asking, options, (written.backend as object | undefined) ?? parent?.backend);
  return {
    name,
    extends: parent?.name,
    project,
    region,
    domain,
    size,
    backend,
    email: await askEmail(asking, options, domain),
  };
}

/** Who gets alerts, where the environment's schema knows of alerts. */
async function askEmail(asking: Asking, { email }: InitOptions, domain: string): Promise<string | undefined> {
  if (!schemaAt(environmentSchema, EMAIL_PATH)) return undefined;
  return askText(asking, {
    message: "Who gets alerts by mail?",
    option: "email",
    given: email,
    preset: `ops@${domain}`,
    problem: (value) => answerProblem(EMAIL_PATH, [value]),
  });
}
