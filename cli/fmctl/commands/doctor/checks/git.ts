import { installHint } from "../../../../shared/install-hints";
import { isInstalled } from "../../../../shared/tool";
import { type Check, ok, warning } from "../check";
import { toolSays } from "../tool-version";

/** git names the images that are built. */
export const git: Check = {
  title: "git",
  async look({ context }) {
    if (!isInstalled("git", context.env)) {
      return [warning("not on the PATH; images are tagged with a git revision", `install it: ${installHint("git")}`)];
    }
    const version = await toolSays(context, "git", ["--version"]);
    return [ok(version?.replace(/^git version /, "") ?? "installed")];
  },
};
