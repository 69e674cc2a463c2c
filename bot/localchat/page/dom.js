/** Making elements, and changing live ones without touching what stayed the same. */

const SVG = "http://www.w3.org/2000/svg";

/** What the page itself sets on live elements; a patch leaves it alone. */
const OWN_ATTRIBUTES = new Set(["aria-busy", "aria-live", "tabindex"]);

/** The page's element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element; strings among the children become text, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A decorative icon out of the sprite in index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Makes `live` equal to `wanted`, keeping every node that can stay, and with it focus and selection. */
export function patch(live, wanted) {
  if (live.nodeName !== wanted.nodeName) {
    live.replaceWith(wanted);
    return;
  }
  if (live.nodeType === Node.TEXT_NODE) {
    if (live.data !== wanted.data) live.data = wanted.data;
    return;
  }
  // A spoiler or a quote that was opened stays open.
  if (!live.matches("[data-revealed], [aria-expanded=true]")) patchAttributes(live, wanted);
  patchChildren(live, [...wanted.childNodes]);
}

/** Makes the children of `live` equal to `wanted`, pairing them in order. */
export function patchChildren(live, wanted) {
  const present = [...live.childNodes];
  for (const [at, child] of wanted.entries()) {
    if (at < present.length) patch(present[at], child);
    else live.append(child);
  }
  for (const extra of present.slice(wanted.length)) {
    // Whoever is at a button by the keyboard stays where it was.
    const hadFocus = extra.contains(document.activeElement);
    extra.remove();
    if (hadFocus) [...live.querySelectorAll("button")].at(-1)?.focus();
  }
}

function patchAttributes(live, wanted) {
  for (const { name } of [...live.attributes]) {
    if (!wanted.hasAttribute(name) && !OWN_ATTRIBUTES.has(name)) live.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (live.getAttribute(name) !== value && !OWN_ATTRIBUTES.has(name)) live.setAttribute(name, value);
  }
}
