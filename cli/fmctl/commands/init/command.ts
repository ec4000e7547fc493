import { Option } from "commander";
import { command, type Declare, yesOption } from "../../command";
import type { InitOptions } from "./answers";
import { SIZES } from "./sizes";

/** `fmctl init`. */
export const initCommand: Declare = (context) =>
  command("init", "asks for what an environment needs and writes its file, with comments", {
    "fmctl init production": "asks for everything, and checks it while you type",
    "fmctl init staging --extends production": "starts from production and shrinks it",
    "fmctl init mine --local": "in a Kubernetes cluster of your own",
    "fmctl init eu --yes --project acme-eu --domain eu.example.com --region europe-west1 --bucket acme-state":
      "for a script: asks nothing",
  })
    .argument("[environment]", "its name, and that of its file")
    .option("--project <id>", "Google Cloud project")
    .option("--region <region>", "region of everything regional (default: us-central1)")
    .option("--domain <domain>", "domain whose hosts it serves")
    .addOption(
      new Option("--size <size>", "how large (default: medium, or small with --extends)").choices(Object.keys(SIZES)),
    )
    .addOption(new Option("--backend <kind>", "where the state is (default: local)").choices(["local", "gcs", "cloud"]))
    .option("--bucket <name>", "bucket of the backend gcs")
    .option("--organization <name>", "organization of the backend cloud")
    .option("--email <address>", "who gets alerts (default: ops@DOMAIN)")
    .option("--extends <environment>", "starts from another environment")
    .option("--local", "in a Kubernetes cluster of your own")
    .option("--context <name>", "context of the kubeconfig, with --local (default: the current one)")
    .option("--overwrite", "changes a file that exists; keys that are not asked for stay as they are")
    .addOption(yesOption("every default; what has none must be an option"))
    .action(async (name: string | undefined, options: InitOptions) =>
      (await import("./init")).init(context, name, options),
    );
