import { didYouMean } from "../../../../config/nearest";
import { CommandError } from "../../../shared/command-error";
import { browse } from "../../browser";
import { connect } from "../../cluster/cluster";
import { readyPod } from "../../cluster/pods";
import { forward } from "../../cluster/port-forward";
import { untilStopped } from "../../cluster/until-stopped";
import type { EnvironmentOptions } from "../../command";
import type { AnyEnvironment, Context } from "../../context";
import { chosenEnvironment } from "../../environment";
import { EXIT_CODES } from "../../exit-code";
import { type Place, placesOf } from "./places";

/** Options of `fmctl open`. */
export interface OpenOptions extends EnvironmentOptions {
  readonly port?: number;
  readonly print?: boolean;
}

function placeOf(environment: AnyEnvironment, what: string): Place {
  const places = placesOf(environment);
  const found = places[what];
  if (found) return found;
  const known = Object.keys(places);
  const fix = didYouMean(what, known, "choose one of them");
  throw new CommandError(
    `what: got "${what}", expected one of ${known.join(", ")}; ${fix}${fix.endsWith("?") ? "" : "."}`,
    EXIT_CODES.usage,
  );
}

/** Opens something in a browser, or says where it is. */
export async function open(context: Context, what: string, options: OpenOptions): Promise<void> {
  const { terminal } = context;
  const environment = chosenEnvironment(context, options.environment);
  const place = placeOf(environment, what);
  const show = async (url: string) => {
    terminal.say(url);
    if (!options.print) await browse(context, url);
  };
  if (place.kind === "link") return show(place.url);
  const { service, selector, port, localPort } = place;
  const cluster = await connect(context, environment);
  const pod = () => readyPod(cluster, service, selector);
  // Now, so that what is not there is told before anybody opens it.
  await pod();
  const forwarding = await forward(cluster, {
    pod,
    port,
    localPort: options.port ?? localPort,
    anyPort: options.port === undefined,
    onFailure: (sentence) => terminal.complain(sentence),
  });
  const usual = options.port ?? localPort;
  if (forwarding.port !== usual)
    terminal.complain(`Port ${usual} of this machine is taken; pages that expect it there do not find it.`);
  await show(`http://localhost:${forwarding.port}`);
  terminal.say(`leads to ${service} in ${cluster.name} until Ctrl-C`);
  await untilStopped(context);
  forwarding.close();
}
