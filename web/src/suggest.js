// Offers names while one types in a search box: a combobox with a list.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const PATIENCE_MS = 120;

export function offerNames(input, address) {
  const list = document.createElement("ul");
  list.id = `${input.id}-offers`;
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? input.placeholder);
  list.hidden = true;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.after(list);
  let timer, asked, active = -1;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PATIENCE_MS);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (pressed) => {
    const offers = [...list.children];
    if (pressed.key === "Escape") close();
    if (list.hidden || !offers.length) return;
    if (pressed.key === "ArrowDown" || pressed.key === "ArrowUp") {
      pressed.preventDefault();
      const step = pressed.key === "ArrowDown" ? 1 : -1;
      active = (active + step + offers.length + (active < 0 && step < 0 ? 1 : 0)) % offers.length;
      mark(offers);
    } else if (pressed.key === "Enter" && active >= 0) {
      pressed.preventDefault();
      offers[active].click();
    }
  });

  async function offer() {
    asked?.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    asked = new AbortController();
    try {
      const to = new URL(address, location.href);
      to.searchParams.set("q", words);
      to.searchParams.set("lang", document.documentElement.lang);
      const answer = await fetch(to, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(found) {
    active = -1;
    const lang = new URLSearchParams(location.search).get("lang");
    list.replaceChildren(...found.map((one, place) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.addEventListener("click", () => location.assign(lang ? `${one.page}?lang=${lang}` : one.page));
      const kind = document.createElement("small");
      kind.textContent = ` ${one.about}`;
      item.append(one.label, kind);
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function mark(offers) {
    offers.forEach((offer, place) => offer.setAttribute("aria-selected", String(place === active)));
    input.setAttribute("aria-activedescendant", offers[active].id);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }
}
