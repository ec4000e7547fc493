import { Interrupted } from "../../../shared/command-error";
import type { Context } from "../../context";
import { edgeAddress, zoneNameServers } from "../../dns/zone";
import { type DnsPlan, type DnsView, lookAtDns } from "../../dns/look";
import { chosenCloud } from "../../environment";
import { NotWell } from "../../not-well";
import { dnsLines } from "./lines";

const PAUSE_MS = 30_000;

/** What `fmctl dns` is given. */
export interface DnsOptions {
  readonly wait?: boolean;
}

/** What is still missing, in a few words. */
function missingText({ hosts, delegation }: DnsView): string {
  const missing = hosts.filter(({ ok }) => !ok).map(({ host }) => host);
  const parts = [
    ...(delegation && !delegation.ok ? ["the registrar's delegation"] : []),
    ...(missing.length > 0 ? [missing.join(", ")] : []),
  ];
  return parts.join("; ") || "the CAA records";
}

/** Looks until all is well. */
async function waitForDns(context: Context, plan: DnsPlan): Promise<DnsView> {
  const { terminal, publicDns, stop } = context;
  let told = "";
  for (;;) {
    const view = await lookAtDns(publicDns, plan);
    if (view.well) return view;
    const missing = missingText(view);
    if (missing !== told) terminal.say(`Waiting for ${missing}.`);
    told = missing;
    terminal.status(`looked at ${context.now().toISOString().slice(11, 19)} UTC; again in ${PAUSE_MS / 1000} s`);
    await context.wait(PAUSE_MS);
    if (stop?.aborted) {
      throw new Interrupted(`Stopped waiting; the world does not see ${missing} yet. Nothing was changed.`);
    }
  }
}

/** `fmctl dns`: the records to create, and what the world sees. */
export async function showDns(context: Context, name: string | undefined, { wait }: DnsOptions): Promise<void> {
  const environment = chosenCloud(context, "public DNS", name);
  const { terminal, publicDns } = context;
  const google = await context.google();
  const [address, nameServers] = await Promise.all([
    edgeAddress(google, environment),
    zoneNameServers(google, environment),
  ]);
  const plan = { environment, address, nameServers };
  const view = wait ? await waitForDns(context, plan) : await lookAtDns(publicDns, plan);
  terminal.result(
    { environment: environment.name, domain: environment.domain, ...view },
    dnsLines(environment, view, terminal),
  );
  if (!view.well) throw new NotWell(`The world does not see all of ${environment.domain} as it should yet.`);
}
