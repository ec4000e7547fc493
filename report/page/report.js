// Search, filters and the way from the picture to the inventory. Without it the page still shows everything.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const find = byId("find");
  const holdsData = byId("holds-data");
  const stacks = [...document.querySelectorAll('input[name="stack"]')];
  const rows = [...document.querySelectorAll("#resources tbody tr")];
  // What a resource uses is not what it is.
  const ownTexts = (row) => [...row.querySelectorAll("td > :not(details)")].map((part) => part.textContent);
  const texts = new Map(rows.map((row) => [row, ownTexts(row).join(" ").toLowerCase()]));
  const shown = byId("shown");
  const all = byId("all");
  const lookedAt = byId("looked-at");
  const nodes = [...document.querySelectorAll("a.node")];
  const edges = [...document.querySelectorAll(".edge")];
  let node = null;

  function stackChosen() {
    const chosen = stacks.find((each) => each.checked);
    return chosen ? chosen.value : "";
  }

  function filter() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const stack = stackChosen();
    let count = 0;
    for (const row of rows) {
      const matches =
        (stack === "" || row.dataset.stack === stack) &&
        (!holdsData.checked || row.dataset.holds === "data") &&
        (node === null || row.dataset.node === node.dataset.node) &&
        words.every((word) => texts.get(row).includes(word));
      row.hidden = !matches;
      if (matches) count += 1;
    }
    const of = node === null ? "" : ` of ${titleOf(node)}`;
    shown.textContent =
      count === rows.length ? `${count} resources` : `${count} of ${rows.length} resources shown${of}`;
    all.hidden = count === rows.length;
  }

  function clear() {
    node = null;
    find.value = "";
    holdsData.checked = false;
    for (const each of stacks) each.checked = each.value === "";
    filter();
  }

  function titleOf(link) {
    return link.querySelector(".title").textContent;
  }

  function look(link) {
    const id = link ? link.dataset.node : "";
    const near = new Set([id]);
    for (const edge of edges) {
      const touches = edge.dataset.from === id || edge.dataset.to === id;
      edge.classList.toggle("near", touches);
      if (touches) near.add(edge.dataset.from).add(edge.dataset.to);
    }
    for (const each of nodes) each.classList.toggle("near", link !== null && near.has(each.dataset.node));
    for (const svg of document.querySelectorAll("svg.picture")) svg.classList.toggle("looking", link !== null);
    if (!link) return;
    const addresses = rows.filter((row) => row.dataset.node === id).map((row) => row.querySelector("div").textContent);
    const few = addresses.slice(0, 8).join(", ");
    const more = addresses.length > 8 ? ` and ${addresses.length - 8} more` : "";
    lookedAt.textContent = `${link.getAttribute("aria-label")}: ${few}${more}`;
  }

  for (const link of nodes) {
    link.addEventListener("focus", () => look(link));
    link.addEventListener("pointerenter", () => look(link));
    link.addEventListener("pointerleave", () => look(null));
    link.addEventListener("blur", () => look(null));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      clear();
      node = link;
      filter();
      byId("inventory").scrollIntoView();
      byId("inventory-title").focus({ preventScroll: true });
    });
  }

  find.addEventListener("input", filter);
  holdsData.addEventListener("change", filter);
  for (const each of stacks) each.addEventListener("change", filter);
  all.addEventListener("click", () => {
    clear();
    find.focus();
  });
  find.form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.focus();
      find.scrollIntoView({ block: "center" });
    }
    if (event.key === "Escape") clear();
  });
  filter();
})();
