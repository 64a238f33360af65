// What can be completed: terms by their name or by their label in the reader's language, prefixes
// with their namespace, and the variables of the query.
const MOST = 60;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function completing(prefixes, terms) {
  const known = terms.map((term) => {
    const local = term.name.split(":")[1];
    return { ...term, plain: [term.name, local, term.label].map(plain) };
  });
  const namespaces = Object.entries(prefixes).map(([name, iri]) => ({
    label: `${name}:`,
    apply: `${name}: <${iri}>\n`,
    detail: iri,
    type: "namespace",
  }));

  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (/^\s*prefix\s+[\w.-]*$/i.test(before)) {
      return { from: context.pos - before.match(/[\w.-]*$/)[0].length, options: namespaces };
    }
    const word = before.match(/[?$]?[\p{L}\p{N}_.:-]*$/u)[0];
    const from = context.pos - word.length;
    if (/^[?$]/.test(word)) return { from, options: variables(context.state.doc, word) };
    if (!context.explicit && plain(word).length < 2) return null;
    const typed = /(?:^|[\s;])(?:a|rdf:type)\s+$/.test(before.slice(0, before.length - word.length));
    return { from, filter: false, options: matching(known, plain(word), typed) };
  };
}

function matching(known, word, typed) {
  const rank = ({ plain: names }) => {
    if (names.some((name) => name.startsWith(word))) return 0;
    return names.some((name) => name.includes(word)) ? 1 : 2;
  };
  return known
    .filter((term) => !typed || term.kind === "class")
    .map((term) => ({ term, rank: rank(term) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ term }) => ({
      label: term.name,
      detail: term.label,
      info: term.definition || undefined,
      type: term.kind,
    }));
}

function variables(doc, word) {
  const found = new Set(doc.toString().match(/[?$]\w+/g));
  found.delete(word);
  return [...found].sort().map((label) => ({ label, type: "variable" }));
}
