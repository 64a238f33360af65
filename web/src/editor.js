// The editor of /sparql. The page works without it: this puts colours, completion and the place of
// an error over its text field, and shows in place the answer that the page would bring.
import { declared } from "./editor/declared.js";
import { showAnswer } from "./editor/answer.js";
import { openEditor } from "./editor/view.js";

const words = JSON.parse(document.getElementById("editor-words").textContent);
const form = document.getElementById("ask");
const field = document.getElementById("query");
const examples = document.getElementById("examples");

const editor = openEditor(field, { words, run: () => form.requestSubmit() });
document.getElementById("editor-help").hidden = false;

function enhance() {
  const answer = document.getElementById("answer");
  const problem = answer.querySelector(".problem[data-line]");
  if (problem) editor.mark(Number(problem.dataset.line), Number(problem.dataset.column));
  showAnswer(answer, words);
}

async function run(address) {
  const answer = document.getElementById("answer");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = words.running;
  answer.replaceChildren(said);
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const brought = page.getElementById("answer") ?? page.querySelector("main");
    answer.replaceChildren(...brought.childNodes);
    if (response.ok) history.pushState(null, "", address);
    enhance();
  } catch {
    said.className = "problem";
    said.textContent = words.failed;
  }
}

form.addEventListener("submit", (submitted) => {
  field.value = editor.text();
  if (form.elements.format.value) return; // a download: the browser's work
  submitted.preventDefault();
  editor.unmark();
  const asked = new URLSearchParams(new FormData(form));
  asked.delete("format");
  run(`${form.action.split("?")[0]}?${asked}`);
});
addEventListener("popstate", () => location.reload());

const asking = fetch(examples.dataset.terms).then((response) => response.json());
asking.then(({ prefixes, terms }) => {
  editor.complete(prefixes, terms);
  const button = document.getElementById("declare");
  button.addEventListener("click", () => editor.replace(declared(editor.text(), prefixes)));
  button.hidden = false;
}, () => {}); // without them there is only less to propose

fetch(examples.dataset.examples)
  .then((response) => response.json())
  .then((questions) => {
    const choice = document.getElementById("example");
    const groups = new Map();
    for (const { id, theme, summary } of questions) {
      if (!groups.has(theme)) {
        const group = document.createElement("optgroup");
        group.label = theme;
        groups.set(theme, group);
      }
      groups.get(theme).append(new Option(summary, id));
    }
    choice.append(...groups.values());
    choice.addEventListener("change", () => {
      const chosen = questions.find(({ id }) => id === choice.value);
      if (chosen) editor.replace(chosen.query);
    });
    examples.hidden = false;
  }, () => {});

enhance();
