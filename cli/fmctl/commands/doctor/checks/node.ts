import { readFileSync } from "node:fs";
import { join } from "node:path";
import { versions } from "node:process";
import { type Check, ok, wrong } from "../check";
import { isAtLeast } from "../tool-version";

/** The Node.js that runs this is one that the project supports. */
export const node: Check = {
  title: "Node.js",
  look({ context }) {
    const { engines } = JSON.parse(readFileSync(join(context.project, "package.json"), "utf8")) as {
      readonly engines: { readonly node: string };
    };
    const least = engines.node.replace(/^>=/, "");
    const seen = isAtLeast(versions.node, least)
      ? ok(versions.node)
      : wrong(`got ${versions.node}, expected ${least} or newer`, "install it: https://nodejs.org");
    return Promise.resolve([seen]);
  },
};
