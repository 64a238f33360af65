// How the editor looks: in the colours of the site, which it takes from its sheet in light and dark.
import { EditorView } from "@codemirror/view";

export const colours = (tags) => [
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.standard(tags.name), tags.standard(tags.variableName)], color: "var(--link)" },
  { tag: tags.atom, color: "var(--good)" },
  { tag: [tags.string, tags.meta], color: "var(--mark)" },
  { tag: tags.local(tags.variableName), color: "var(--visited)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
];

export const look = EditorView.theme({
  "&": {
    background: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--soft)",
    borderRadius: "4px",
    fontSize: "0.95rem",
  },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", minHeight: "18rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { background: "transparent", color: "var(--soft)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "var(--line)" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--mark-paper)", outline: "1px solid var(--mark)" },
  "&.cm-focused .cm-nonmatchingBracket": { background: "transparent", color: "var(--bad)" },
  ".cm-wrong": { background: "var(--mark-paper)", textDecoration: "underline wavy var(--bad)" },
  ".cm-tooltip": { background: "var(--raised)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxWidth: "min(90vw, 44rem)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { lineHeight: "1.7", minHeight: "24px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--link)",
    color: "var(--paper)",
  },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-completionInfo": { maxWidth: "24rem", fontFamily: "var(--serif)", padding: "0.5rem 0.8rem" },
});
