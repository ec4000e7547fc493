import { type Markup, markup } from "../markup";
import { type Architecture, keyOf, type Use } from "../model/architecture";
import { graphOf } from "../model/nodes";
import type { Resource } from "../model/resources";
import { colours } from "../picture/draw";
import type { ColourOf } from "../picture/draw-stack";
import { code, counted, pill, section, stackChip } from "./parts";

const COLUMNS = ["Address", "Name", "Stack", "Data and protections"];

function usesList(title: string, keys: readonly string[], own: string): Markup | false {
  const shown = [...new Set(keys)].map((key) => (key.startsWith(`${own}/`) ? key.slice(own.length + 1) : key));
  return (
    shown.length > 0 &&
    markup`<details><summary>${title} ${shown.length}</summary><ul class="code">${shown.map((key) => markup`<li>${key}</li>`)}</ul></details>`
  );
}

function row(resource: Resource, node: string, uses: readonly Use[], colourOf: ColourOf): Markup {
  const { address, type, name, stack, bearsData, protections } = resource;
  const key = keyOf(resource);
  const before = uses.filter(({ to }) => to === key).map(({ from }) => from);
  const after = uses.filter(({ from }) => from === key).map(({ to }) => to);
  const cells: readonly Markup[] = [
    markup`<div><code><span class="type">${type}.</span><wbr><strong>${address.slice(type.length + 1)}</strong></code></div>${usesList("uses", before, stack)}${usesList("used by", after, stack)}`,
    name === undefined ? markup`<span class="muted">known after the apply, or none</span>` : code(name),
    stackChip(stack, colourOf),
    markup`<span class="pills">${bearsData && pill("warning", "holds data")}${protections.map((each) => pill("plain", each))}</span>`,
  ];
  return markup`<tr role="row" data-stack="${stack}" data-node="${node}" data-holds="${bearsData ? "data" : ""}">${cells.map(
    (cell, index) => markup`<td role="cell" data-label="${COLUMNS[index]}">${cell}</td>`,
  )}</tr>`;
}

function filters({ stacks }: Architecture, colourOf: ColourOf): Markup {
  const choice = (value: string, label: string, checked: boolean, colour = "") =>
    markup`<label class="choice ${colour}"><input type="radio" name="stack" value="${value}"${checked && markup` checked`}><span>${label}</span></label>`;
  return markup`<form class="filters" role="search" aria-label="Inventory">
<div class="find">
<label for="find">Search</label>
<input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="address, type, name, protection"
  aria-keyshortcuts="/" aria-describedby="find-hint">
<span id="find-hint" class="hint">All words must occur. <kbd>/</kbd> comes here, <kbd>Esc</kbd> clears.</span>
</div>
<fieldset>
<legend>Stack</legend>
<div class="choices">${choice("", "all", true)}${stacks.map(({ id }) => choice(id, id, false, colourOf(id)))}</div>
</fieldset>
<label class="choice alone"><input id="holds-data" type="checkbox"><span>only what holds data</span></label>
</form>`;
}

/** Every resource, to search and to filter. */
export function inventorySection(architecture: Architecture): Markup {
  const { stacks, uses } = architecture;
  const colourOf = colours(stacks);
  const nodeOf = new Map(
    graphOf(architecture).nodes.flatMap(({ id, resources }) => resources.map((each) => [each, id])),
  );
  const rows = stacks.flatMap(({ resources }) =>
    resources.map((resource) => row(resource, nodeOf.get(resource) ?? "", uses, colourOf)),
  );
  const head = COLUMNS.map((title) => markup`<th role="columnheader" scope="col">${title}</th>`);
  return section(
    "inventory",
    "Inventory",
    "Every resource that the stacks create.",
    filters(architecture, colourOf),
    markup`<p class="status">
<span id="shown" role="status">${counted(rows.length, "resource")}</span>
<button type="button" id="all" hidden>show all</button>
</p>
<table role="table" id="resources">
<caption class="unseen">Resources</caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${rows}</tbody>
</table>`,
  );
}
