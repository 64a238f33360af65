// Elements with their attributes, of HTML and of SVG.
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const make = (name, attributes, ...children) =>
  filled(document.createElement(name), attributes, children);

export const draw = (name, attributes, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

export const phrase = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
