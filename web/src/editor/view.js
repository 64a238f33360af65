// The text field as an editor. It lives in a shadow root: there its sheets are adopted by script,
// which a Content-Security-Policy without inline styles allows.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { colours, look } from "./look.js";
import { completing } from "./terms.js";

const setWrong = StateEffect.define();

// The place the server found an error at; what is typed after takes it away.
const wrong = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setWrong)) return effect.value;
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Where a browser itself types over a selection it keeps the colours with inline styles, which the
// policy refuses and reports; brackets are left to what closes them.
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const selected = !view.state.selection.main.empty;
    if (event.inputType !== "insertText" || !selected || !/^[^\[\](){}"']+$/.test(event.data ?? "")) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type" });
    return true;
  },
});

export function openEditor(field, { words, run }) {
  const host = document.createElement("div");
  host.className = "editor";
  field.before(host);
  field.hidden = true;
  field.required = false; // what is not shown cannot be asked for; the server says what is missing
  const label = field.labels[0];
  label.addEventListener("click", () => view.focus());

  const completion = new Compartment();
  const completed = (source) => autocompletion({ override: source ? [source] : [], icons: false });
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        StreamLanguage.define(sparql),
        syntaxHighlighting(HighlightStyle.define(colours(tags))),
        look,
        wrong,
        typedOver,
        completion.of(completed()),
        EditorState.phrases.of({ Completions: words.completions }),
        EditorView.contentAttributes.of({
          "aria-label": label.textContent.trim(),
          autocapitalize: "off",
          spellcheck: "false",
        }),
        keymap.of([
          { key: "Mod-Enter", run: () => (run(), true) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    }),
  });

  return {
    text: () => view.state.doc.toString(),
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      view.focus();
    },
    complete(prefixes, terms) {
      const source = completing(prefixes, terms);
      view.dispatch({ effects: completion.reconfigure(completed(source)) });
    },
    mark(lineNumber, column) {
      const { doc } = view.state;
      const line = doc.line(Math.min(Math.max(lineNumber, 1), doc.lines));
      // The server counts characters; here they count as UTF-16 does.
      const ahead = [...line.text].slice(0, column - 1).join("").length;
      const place = Math.min(ahead, line.length);
      // The word that begins there; where none does, the one before it.
      const after = line.text.slice(place).match(/^\S*/)[0].length;
      const before = after ? 0 : line.text.slice(0, place).match(/\S*\s*$/)[0].length;
      const [from, to] = [line.from + place - before, line.from + place + after];
      const marks = from < to ? [Decoration.mark({ class: "cm-wrong" }).range(from, to)] : [];
      view.dispatch({ selection: { anchor: line.from + place }, effects: setWrong.of(Decoration.set(marks)), scrollIntoView: true });
      view.focus();
    },
    unmark: () => view.dispatch({ effects: setWrong.of(Decoration.none) }),
  };
}
