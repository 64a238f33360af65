// A chart of two columns: bars, or a line where the marks have an order.
import { draw, make, phrase } from "./elements.js";

const MOST = 60;
const WIDEST = 800;
const STEP = 26;
const HEIGHT = 320;
const LETTER = 7.5; // wide, about, in the size of the text

export function chart({ columns, rows }, words) {
  const others = columns.filter(({ numeric }) => !numeric);
  const numbers = columns.filter(({ numeric }) => numeric);
  const kinds = ({ place }) => new Set(rows.map((row) => row[place])).size;
  const [telling] = others.toSorted((a, b) => kinds(b) - kinds(a));
  const marks = others.find(({ dated }) => dated) ?? telling ?? columns[0];
  const measure = numbers.find((column) => column !== marks) ?? numbers[0];
  const place = make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": words.chart });
  const choices = {
    labels: choice(words.labels, columns.map(({ name }) => [name, name]), marks.name),
    values: choice(words.values, numbers.map(({ name }) => [name, name]), measure.name),
    kind: choice(words.kind, [["bars", words.bars], ["line", words.line]], marks.dated ? "line" : "bars"),
  };

  function show() {
    const [labels, values] = [choices.labels, choices.values].map(({ select }) =>
      columns.find(({ name }) => name === select.value));
    const points = rows
      .filter((row) => row[values.place] !== "")
      .slice(0, MOST)
      .map((row) => ({ label: row[labels.place], value: Number(row[values.place]) }));
    const width = Math.min(document.querySelector("main").clientWidth - 40, WIDEST);
    const picture = (choices.kind.select.value === "line" ? line : bars)(points, width);
    const told = phrase(words.drawn, { values: values.name, labels: labels.name });
    picture.setAttribute("aria-label", told);
    const cut = rows.length > MOST ? ` ${phrase(words.cut, { count: MOST })}` : "";
    place.replaceChildren(picture);
    caption.textContent = told + cut;
  }

  const caption = make("figcaption", {});
  const controls = make("div", { class: "row" }, ...Object.values(choices).map(({ label }) => label));
  controls.addEventListener("change", show);
  show();
  return make("figure", { class: "chart" }, controls, place, caption);
}

function choice(name, options, chosen) {
  const select = make("select", {}, ...options.map(([value, text]) => new Option(text, value)));
  select.value = chosen;
  return { select, label: make("label", {}, `${name} `, select) };
}

const language = document.documentElement.lang;

const picture = (width, height, drawn) =>
  draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" }, ...drawn);

function cut(text, room) {
  const most = Math.floor(room / LETTER);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function bars(points, width) {
  const names = width * 0.4;
  const values = points.map(({ value }) => value);
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  const along = (value) => names + ((value - least) / span) * (width - names - 70);
  const drawn = points.map(({ label, value }, row) => {
    const top = row * STEP + 4;
    const [start, end] = [along(0), along(value)].sort((a, b) => a - b);
    return draw("g", {},
      draw("title", {}, `${label}: ${value}`),
      draw("text", { x: names - 8, y: top + 15, "text-anchor": "end" }, cut(label, names)),
      draw("rect", { x: start, y: top, width: Math.max(end - start, 1), height: STEP - 6 }),
      draw("text", { x: end + 6, y: top + 15 }, value.toLocaleString(language)));
  });
  return picture(width, points.length * STEP + 8, drawn);
}

function line(points, width) {
  const [left, right, foot] = [60, width - 40, HEIGHT - 60];
  const values = points.map(({ value }) => value);
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values) || 1;
  const x = (index) => left + (index / Math.max(points.length - 1, 1)) * (right - left);
  const y = (value) => foot - ((value - least) / (most - least)) * (foot - 20);
  const scale = [least, (least + most) / 2, most].flatMap((value) => [
    draw("line", { x1: left, x2: right, y1: y(value), y2: y(value) }),
    draw("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, value.toLocaleString(language)),
  ]);
  const way = values.map((value, index) => `${x(index)},${y(value)}`).join(" ");
  const room = 90;
  const every = Math.ceil((points.length * room) / (right - left));
  const marks = points.map(({ label, value }, index) => draw("g", {},
    draw("title", {}, `${label}: ${value}`),
    draw("circle", { cx: x(index), cy: y(value), r: 4 }),
    ...(index % every === 0
      ? [draw("text", { x: x(index), y: foot + 24, "text-anchor": "middle" }, cut(label, room))]
      : [])));
  return picture(width, HEIGHT, [...scale, draw("polyline", { points: way }), ...marks]);
}
