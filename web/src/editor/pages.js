// A long table, some rows at a time.
import { make, phrase } from "./elements.js";

const ROWS = 50;

export function paged(region, words) {
  const body = region.querySelector("tbody");
  const rows = [...body.rows];
  if (rows.length <= ROWS) return make("div", {}, region);
  const told = make("span", { role: "status" });
  const back = make("button", { type: "button", class: "plain" }, words.previous);
  const on = make("button", { type: "button", class: "plain" }, words.next);
  let start = 0;

  function show(from) {
    start = from;
    const last = Math.min(start + ROWS, rows.length);
    body.replaceChildren(...rows.slice(start, last));
    told.textContent = phrase(words.shown, { first: start + 1, last, count: rows.length });
    back.disabled = start === 0;
    on.disabled = last === rows.length;
  }

  back.addEventListener("click", () => show(start - ROWS));
  on.addEventListener("click", () => show(start + ROWS));
  show(0);
  return make("div", {}, region, make("nav", { class: "row", "aria-label": words.pages }, back, told, on));
}
