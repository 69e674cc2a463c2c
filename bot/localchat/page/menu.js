/** Menus: one that opens where something was pressed, and the arrow keys in all of them. */

import { byId, element, icon } from "./dom.js";

const FROM_EDGE_PX = 8;
const menu = byId("point-menu");
let items = [];

// Not light-dismissed by the browser: the end of the long press that opens it would close it again.
menu.addEventListener("pointerdown", (event) => event.target === menu && menu.close());
menu.addEventListener("contextmenu", (event) => event.preventDefault());
menu.addEventListener("keydown", (event) => moveInMenu(event, menu));
menu.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-item]");
  if (!chosen) return;
  menu.close();
  items[Number(chosen.dataset.item)].act();
});

/** Opens a menu at a point of the window, or above it; each item has a name, an icon and act(). */
export function openMenu({ x, y, above = false }, name, offered) {
  items = offered;
  menu.setAttribute("aria-label", name);
  menu.replaceChildren(
    ...items.map((item, at) => element("button", { type: "button", class: "menu-item", "data-item": at }, icon(item.icon), item.name)),
  );
  if (!menu.open) menu.showModal();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${inside(x, width, innerWidth)}px`;
  menu.style.top = `${inside(above ? y - height : y, height, innerHeight)}px`;
}

/** Arrow keys, Home and End go from item to item. */
export function moveInMenu(event, list) {
  const all = [...list.querySelectorAll(".menu-item")];
  const here = all.indexOf(document.activeElement);
  const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all.at(to % all.length)?.focus();
}

const inside = (at, size, all) => Math.max(FROM_EDGE_PX, Math.min(at, all - size - FROM_EDGE_PX));
