import { spawnSync } from "node:child_process";
import { helm } from "./helm";

/** `describe` where helm is installed; elsewhere the tests are skipped, and a line says what they need. */
export const describeWithHelm: jest.Describe = spawnSync(helm, ["version"]).status === 0 ? describe : skipped();

function skipped(): jest.Describe {
  process.stderr.write(
    "Chart tests skipped, no helm: `go install helm.sh/helm/v3/cmd/helm@v3.19.5`, then have it on PATH or name it in HELM\n",
  );
  return describe.skip;
}
