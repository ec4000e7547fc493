import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Markup, markup } from "../markup";
import { colours } from "../picture/draw";
import { pictureStyle } from "../picture/style";
import { addressesSection } from "./addresses";
import { changesSection } from "./changes";
import { costSection, usdRange } from "./cost-section";
import type { ReportInput } from "./input";
import { inventorySection } from "./inventory";
import { pictureSection } from "./picture-section";
import { postureCounts, postureSection } from "./posture";

const read = (file: string): string => readFileSync(join(__dirname, file), "utf8");

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Only this style and this script, and nothing from anywhere. https://www.w3.org/TR/CSP3/#meta-element */
function policy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function where({ environment }: ReportInput): readonly string[] {
  if ("kubernetes" in environment) return [`context ${environment.kubernetes.context ?? "in use"} of the kubeconfig`];
  return [environment.project, environment.region, environment.domain];
}

/** The figures that one wants first. */
function figures(input: ReportInput): Markup {
  const { architecture, cost, plans } = input;
  const resources = architecture.stacks.flatMap((stack) => stack.resources);
  const { total, off } = postureCounts(input);
  const tile = (href: string, figure: string | number, label: string) =>
    markup`<li><a href="${href}"><strong>${figure}</strong><span>${label}</span></a></li>`;
  return markup`<ul class="figures">${[
    tile("#architecture", architecture.stacks.length, "stacks"),
    tile("#inventory", resources.length, "resources"),
    tile("#inventory", resources.filter(({ bearsData }) => bearsData).length, "hold data"),
    tile("#security", `${total - off} of ${total}`, "security checks hold"),
    cost ? tile("#cost", usdRange(cost.lowUsd, cost.highUsd), "a month") : markup``,
    plans ? tile("#changes", plans.flatMap((plan) => plan.changes).length, "planned changes") : markup``,
  ]}</ul>`;
}

/** The page as one file: it needs no network, no server and, but for searching, no script. */
export async function reportPage(input: ReportInput): Promise<string> {
  const { environment, architecture, cost, plans, madeAt, revision } = input;
  const style = `${pictureStyle()}\n${read("report.css")}`;
  const script = read("report.js");
  const links = [
    ...(plans ? [["changes", "Changes"]] : []),
    ["architecture", "Architecture"],
    ["inventory", "Inventory"],
    ["security", "Security"],
    ...(cost ? [["cost", "Cost"]] : []),
    ["addresses", "Addresses"],
  ].map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`);
  const made = `${madeAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>FlowMaestro, ${environment.name}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="inner"><p class="product">FlowMaestro</p><nav aria-label="Sections"><ul>${links}</ul></nav></div></header>
<main id="main" tabindex="-1">
<div class="intro">
<h1>${environment.name}</h1>
<p class="where">${where(input).map((text) => markup`<span>${text}</span>`)}</p>
${figures(input)}
</div>
${plans && changesSection(plans, colours(architecture.stacks))}
${await pictureSection(architecture)}
${inventorySection(architecture)}
${postureSection(input)}
${cost && costSection(cost)}
${addressesSection(input)}
</main>
<footer>Made ${made}${revision !== undefined && markup` of revision <code>${revision}</code>`} by <code>npm run report</code>, from the synthesized stacks and the environment file.</footer>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.text;
}
