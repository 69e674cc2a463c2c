/** The two kinds of bot keyboards as elements. */

import { element } from "./dom.js";
import { safeAddress } from "./entities.js";

const STYLES = new Set(["success", "danger", "primary"]);

/** The rows of buttons under a bubble. */
export function inlineKeyboard(rows) {
  return element(
    "div",
    { class: "keyboard", role: "group", "aria-label": "Buttons" },
    ...rows.map((keys, row) => element("div", { class: "keyboard-row" }, ...keys.map((key, column) => inlineKey(key, row, column)))),
  );
}

function inlineKey(key, row, column) {
  const address = key.url ? safeAddress(key.url) : null;
  if (address) {
    return element("a", { class: keyClass(key), href: address, target: "_blank", rel: "noopener noreferrer" }, key.text);
  }
  return element("button", { type: "button", class: keyClass(key), "data-row": row, "data-column": column }, key.text);
}

/** The rows below the input; a key carries what it sends in `data-text`, or `data-location`. */
export function replyKeyboard(markup) {
  return markup.keyboard.map((keys) =>
    element("div", { class: "keyboard-row" }, ...keys.map((key) => replyKey(typeof key === "string" ? { text: key } : key))),
  );
}

function replyKey(key) {
  const meaning = key.request_location ? { "data-location": true } : { "data-text": key.text };
  return element("button", { type: "button", class: keyClass(key), ...meaning }, key.text);
}

const keyClass = (key) => (STYLES.has(key.style) ? `key ${key.style}` : "key");
