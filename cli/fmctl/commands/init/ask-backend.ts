import type { Backend } from "../../../../config/schema/backend";
import type { CloudAnswers, InitOptions } from "./answers";
import { askChoice, type Asking, askText } from "./ask";
import { backendProblem } from "./check-answer";

const CHOICES = [
  {
    value: "local",
    name: "in files of this checkout",
    description: "For a first look; a team needs one of the others.",
  },
  { value: "gcs", name: "in a Cloud Storage bucket", description: "An existing bucket with versions." },
  { value: "cloud", name: "in HCP Terraform or Terraform Enterprise", description: "A workspace for every stack." },
] as const;

/** Where the state is kept, and what that place needs. */
export async function askBackend(
  asking: Asking,
  options: InitOptions,
  before: Partial<Backend> = {},
): Promise<CloudAnswers["backend"]> {
  const type = await askChoice(asking, {
    message: "Where does Terraform keep its state?",
    option: "backend",
    // What only one of them needs says which one is meant.
    given: options.backend ?? (options.bucket ? "gcs" : options.organization ? "cloud" : undefined),
    preset: before.type ?? "local",
    choices: CHOICES,
  });
  if (type === "local") return { type };
  const [key, message] =
    type === "gcs" ? (["bucket", "Name of the bucket:"] as const) : (["organization", "Organization:"] as const);
  const preset = (before as Readonly<Record<string, string | undefined>>)[key];
  const problem = (value: string | undefined) => backendProblem(type, key, value);
  const value = await askText(asking, { message, option: key, given: options[key], preset, problem });
  return { type, [key]: value };
}
