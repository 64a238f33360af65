// The answer in several views: the table as the page has it, some rows at a time; a chart of two of
// its columns; and what the server says as JSON.
import { chart } from "./chart.js";
import { make } from "./elements.js";
import { paged } from "./pages.js";
import { readTable } from "./table.js";

const MOST_CHARACTERS = 200_000;

export function showAnswer(answer, words) {
  const region = answer.querySelector(".wide");
  const first = region ?? answer.querySelector(".boolean");
  if (!first) return;
  const table = region && readTable(region.querySelector("table"));
  const bar = make("div", { class: "row", role: "group", "aria-label": words.views });
  const place = make("div", {});
  first.before(bar, place);
  const shown = { table: region ? paged(region, words) : first };
  const makers = { raw: () => raw(answer) };
  if (table?.columns.some(({ numeric }) => numeric)) makers.chart = () => chart(table, words);

  async function show(name) {
    for (const one of bar.children) one.setAttribute("aria-pressed", String(one.value === name));
    shown[name] ??= await makers[name]();
    place.replaceChildren(shown[name]);
  }

  for (const name of ["table", "chart", "raw"]) {
    if (!(name in shown || name in makers)) continue;
    const button = make("button", { type: "button", class: "plain", value: name }, words[name]);
    button.addEventListener("click", () => show(name));
    bar.append(button);
  }
  show("table");
}

async function raw(answer) {
  const response = await fetch(answer.querySelector("a[data-format='json']").href);
  const text = await response.text();
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return make("pre", { class: "wrapped", tabindex: "0" }, cut);
}
