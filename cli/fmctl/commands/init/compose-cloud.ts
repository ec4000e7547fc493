import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../../../config/load";
import type { Environment } from "../../../../config/schema/environment";
import { CommandError } from "../../../shared/command-error";
import type { CloudAnswers } from "./answers";
import { fillCloud } from "./cloud-text";
import { headerLines } from "./header";
import { YamlText } from "./yaml-text";

/** The environment whose file is the template: its comments, order and every key. */
const TEMPLATE = "production";

/** What the file is made from. */
export interface Origin {
  readonly project: string;
  /** Folder of the new file. */
  readonly folder: string;
  /** The file as it is. @default - there is none yet */
  readonly written?: string | undefined;
  /** What the environment starts from. @default - nothing: its file has every key */
  readonly parent?: Environment | undefined;
}

function template(project: string): { readonly text: string; readonly environment: Environment } {
  const folder = join(project, "environments");
  const file = join(folder, `${TEMPLATE}.yaml`);
  if (!existsSync(file)) {
    throw new CommandError(
      `${file} is the template for new environments and is not there; \`git checkout -- ${file}\`, or start from another one: --extends.`,
    );
  }
  return { text: readFileSync(file, "utf8"), environment: loadEnvironment(TEMPLATE, folder) };
}

/** The text of an environment's file in Google Cloud. */
export function composeCloud(answers: CloudAnswers, { project, folder, written, parent }: Origin): string {
  const { name } = answers;
  const { text, environment } = parent
    ? { text: `extends:\n  environment: ${parent.name}\n`, environment: parent }
    : template(project);
  const file = new YamlText(written ?? text);
  if (written === undefined) file.setHeader(headerLines(answers, { project, folder }));
  fillCloud(file, answers, written !== undefined && !parent ? loadEnvironment(name, folder) : environment);
  return file.toString();
}
