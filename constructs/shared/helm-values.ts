import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fn } from "cdktf";
import { stringify } from "yaml";

const FOLDER = join(__dirname, "..", "..", "helm-values");

/** Terraform would take `${` and `%{` in a literal for its own templates. */
function escaped(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => `${opening[0]}${opening}`);
}

/** The parts of a release's values, from the least to the most specific. */
export interface HelmValues {
  /** Values known at synthesis. Quotes, backslashes and `%{` are safe here. @default - none */
  readonly literals?: Readonly<Record<string, unknown>>;
  /**
   * Values that hold tokens. CDKTF escapes neither quotes nor backslashes nor `%{` inside `Fn.yamlencode`, so no other
   * literals than plain words belong here. @default - none
   */
  readonly tokens?: Readonly<Record<string, unknown>>;
}

/**
 * The `values` of a Helm release: the file `helm-values/RELEASE.yaml` where there is one, then the literals, then the
 * tokens. Helm merges maps and lets later documents win.
 */
export function helmValues(release: string, { literals, tokens }: HelmValues): string[] {
  const text = literals && stringify(literals, { aliasDuplicateObjects: false });
  // Escaped, a token would reach the chart as the text of its own expression.
  if (text?.includes("${TfToken["))
    throw new Error(`${release}: a token is among the literals of its values; it belongs into tokens.`);
  const file = join(FOLDER, `${release}.yaml`);
  return [
    ...(existsSync(file) ? [escaped(readFileSync(file, "utf8"))] : []),
    ...(text ? [escaped(text)] : []),
    ...(tokens ? [Fn.yamlencode(tokens)] : []),
  ];
}
