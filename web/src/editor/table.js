// What a table of the page says: its columns with the kind of their values, and its rows as text.
const NUMBERS = /^xsd:(?:integer|decimal|double|float|int|long|short|nonNegativeInteger|positiveInteger)$/;
const DATES = /^xsd:(?:date|dateTime|gYear|gYearMonth)$/;

export function readTable(table) {
  const cells = [...table.tBodies[0].rows].map((row) => [...row.cells]);
  const rows = cells.map((row) => row.map(text));
  const columns = [...table.tHead.rows[0].cells].map((head, place) => {
    const types = cells.filter((_, row) => rows[row][place]).map((row) => row[place].dataset.type ?? "");
    const all = (kind) => types.length > 0 && types.every((type) => kind.test(type));
    return { name: head.textContent, place, numeric: all(NUMBERS), dated: all(DATES) };
  });
  return { columns, rows };
}

// A cell without what it says of its language or datatype.
function text(cell) {
  const [value] = [...cell.childNodes].filter((node) => node.nodeName !== "SMALL");
  return value?.textContent.trim() ?? "";
}
